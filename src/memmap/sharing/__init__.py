"""What a view needs to travel: links, previews, pages of their own, files."""
