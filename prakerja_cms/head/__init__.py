"""What the head of a page of this site tells search engines and chats."""
