"""One file a command; `frontdesk NAME` calls its run(arguments)."""
