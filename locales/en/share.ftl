## Sharing, subscriptions, mails
