"""The pages that every base has once: home, about, data."""
