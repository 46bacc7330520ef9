"""Spreadsheets of activities, people, organizations, contacts and commitments: into the register, and corrected."""
