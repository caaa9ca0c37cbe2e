"""What iki-lint knows of Indonesian as these documents use it."""
