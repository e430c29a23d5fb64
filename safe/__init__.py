"""The only doors for what strangers send: their HTML, their pictures, their requests, their servers."""
