"""Taking back: removing, undoing, erasing."""
