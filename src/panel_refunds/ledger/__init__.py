"""The books of one wallet: lots, holds and a double-entry journal. Pure: no database, no clock."""
