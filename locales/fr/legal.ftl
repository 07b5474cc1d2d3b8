## Mentions, accessibilité, données personnelles
