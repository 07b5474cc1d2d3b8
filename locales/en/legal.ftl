## Legal notice, accessibility, personal data
