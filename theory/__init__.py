"""What the texts say about optimization in deep learning, and why it should be true."""
