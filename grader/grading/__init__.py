"""Room 6 · One exercise from its start to its grade: supply, trusted run, outcomes, whose fault it was."""
