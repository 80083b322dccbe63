"""What the plugin does in MkDocs: settings, pages, navigation, and fences of hand-written pages."""
