"""Front Desk: card deposits at the counter, held, captured, released and refunded."""

__version__ = "0.1.0"
