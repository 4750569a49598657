"""Records, marks and documents as styled lines of text: pure functions, without a screen."""
