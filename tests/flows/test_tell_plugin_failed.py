"""A failed plugin is one message an hour and object, for the operator, and a record for whoever asks."""
