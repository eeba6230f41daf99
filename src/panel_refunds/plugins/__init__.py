"""The plugin host: finds plugins, checks them, and shows each tenant only those its file enables."""
