"""Which event calls which function. Each module has ``register(app)``; nothing here decides anything."""
