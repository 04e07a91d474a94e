"""The guided tour: hands that press and type, an album of pictures, and the books that must agree."""
