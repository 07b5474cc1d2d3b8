## Sharing, subscriptions, mails

## Addresses
path-news = news
path-agenda = calendar.ics
path-subscription = subscription
path-asked = asked
path-confirm = confirm
path-unsubscribe = end
path-preferences = preferences
path-mailbox = mails

## News
news-title = News
news-lead = What the session makes known: news, publications, meetings.
news-none = Nothing has been announced yet.
news-kind-news = News
news-kind-publication = Publication
news-kind-event = Meeting
news-source = Source: { $source }
news-updated = Updated on { $date }
news-read-more = Read more on { $host }
news-when = When
news-where = Where
news-add-to-calendar = Add to my calendar (.ics)
news-day = { $date }, from { $from } to { $to } ({ $zone })
news-days = from { $first }, { $from }, to { $last }, { $to } ({ $zone })
news-hour = { $hour }:{ $minute }
news-hour-sharp = { $hour }:00
zone-paris = Paris time
zone-guadeloupe = Guadeloupe time
zone-martinique = Martinique time
zone-saint-barthelemy = Saint-Barthélemy time
zone-saint-martin = Saint-Martin time
zone-cayenne = Cayenne time
zone-miquelon = Saint-Pierre-et-Miquelon time
zone-reunion = La Réunion time
zone-mayotte = Mayotte time
zone-noumea = Nouméa time
zone-tahiti = Tahiti time
zone-wallis = Wallis and Futuna time
feed-title = Mosaïque: news
feed-subtitle = News, publications and meetings of the Atelier des territoires
feed-session-link = Atom feed: { $session }
agenda-title = Mosaïque: calendar
agenda-link = Calendar of meetings (.ics)

## Keeping and receiving
follow-title = Follow
share-short = Short address of this page
share-feed = Follow the Atom feed
share-subscribe = Receive the news by e-mail

## Subscription
subscription-title = Receive the news by e-mail
subscription-lead = A summary when there is something new, nothing when there is not. One click stops it.
subscription-required = All of it is required: an address, at least one thing to receive, and your agreement.
subscription-address = E-mail address
subscription-address-hint = For example: first.last@example.org
subscription-topics = What I want to receive
subscription-language = Language of the e-mails
subscription-fr = Français
subscription-en = English
subscription-topic-news = News of the session
subscription-topic-publication = Publications
subscription-topic-event = Meetings (date and place)
subscription-consent = I agree that my address be used to send me this news, and for nothing else. I can stop at any time: it is then erased.
subscription-trap = Leave this field empty
subscription-send = Subscribe
subscription-kept = What is kept: your address, your choice, the language, the sentence you agreed to and its date. A request that is not confirmed within 48 hours is erased. No image and no link measures what you read.
subscription-asked-title = Look at your mailbox
subscription-asked = An e-mail has just left for the address you gave. It holds a link, valid for 48 hours, which confirms the subscription.
subscription-asked-nothing = Nothing comes? Look among the junk, check the address, then try again tomorrow: we write only a few times a day to the same address.
subscription-confirm-title = Confirm the subscription
subscription-confirm = You will receive at { $address }: { $topics }.
subscription-confirm-button = Confirm
subscription-confirmed-title = The subscription is confirmed
subscription-confirmed = The next summary will leave when there is something new. Every e-mail holds the link that stops the subscription.
subscription-end-title = Stop the subscription
subscription-end = Nothing more will be sent to { $address }, and the address will be erased.
subscription-end-button = Stop and erase my address
subscription-ended-title = The subscription is stopped
subscription-ended = Your address is erased. We keep nothing of it.
subscription-preferences-title = Choose what I receive
subscription-preferences-save = Save
subscription-preferences-saved = Saved.
subscription-stale-title = This link is no longer valid
subscription-stale = It is more than 48 hours old, or the subscription is stopped and the address erased. You can ask for another one.
subscription-again = Ask for a subscription
subscription-home = Back to the home page
error-address-empty = Write your e-mail address.
error-address-at = The address “{ $found }” does not have the expected form: a name, an at sign, a domain, as in first.last@example.org.
error-address-long = The address has { $found } characters: at most 254 are expected.
error-address-ascii = The address holds “{ $found }”, which e-mail does not admit: only letters without accents, digits and a few signs are expected.
error-topics-none = Choose at least one thing to receive.
error-consent = Tick the sentence of agreement: without it we may not keep your address.
error-too-often-title = Too many requests
error-too-often = Too many requests for a subscription came from here. Try again in an hour.

## E-mails
letter-confirm-subject = Confirm your subscription to Mosaïque
letter-confirm-asked = Somebody, probably you, asked to receive at this address: { $topics }.
letter-confirm-until = Nothing will be sent without your confirmation. The link is valid for 48 hours.
letter-confirm-action = Confirm the subscription
letter-confirm-not-me = You asked for nothing? Do nothing: the address will be erased by itself.
letter-known-subject = You already subscribe to Mosaïque
letter-known-asked = Somebody, probably you, asked for a subscription at this address. It already has one: { $topics }. Nothing was changed.
letter-known-action = Change what I receive
letter-welcome-subject = Your subscription to Mosaïque is confirmed
letter-welcome-text = You will receive at this address: { $topics }. An e-mail leaves when there is something new; none leaves when there is not.
letter-welcome-action = Read the news
letter-digest-subject = { $n ->
    [one] Mosaïque: one new item
   *[other] Mosaïque: { $count } new items
  }
letter-digest-lead = { $n ->
    [one] One new item since the last e-mail.
   *[other] { $count } new items since the last e-mail, the newest first.
  }
letter-digest-action = All the news
letter-when = When: { $when }
letter-where = Where: { $where }
letter-read = Read
letter-manage = Change what I receive
letter-end = Stop the subscription
letter-why = You receive this e-mail because this address was subscribed, then confirmed, on { $site }.
letter-why-asked = This e-mail answers a request made on { $site }.
letter-test-subject = Mosaïque: test of sending
letter-test-text = If you read this, the e-mails of { $site } leave and arrive.
letter-test-action = Open the site

## Mailbox of the demonstration
mailbox-title = E-mails of the demonstration
mailbox-lead = The demonstration sends nothing: the e-mails that it would have sent are here, the newest first.
mailbox-none = No e-mail yet.
mailbox-more = { $n ->
    [one] One older e-mail is in the folder of the instance.
   *[other] { $count } older e-mails are in the folder of the instance.
  }
mailbox-to = To
mailbox-from = From
mailbox-date = Date
mailbox-links = Links of this e-mail

## Command line
mail-digest-none = Nothing to send: no confirmed subscriber has anything new to receive.
mail-digest-would = { $n ->
    [one] One e-mail would be sent:
   *[other] { $count } e-mails would be sent:
  }
mail-digest-done = { $n ->
    [one] One e-mail is in the queue.
   *[other] { $count } e-mails are in the queue.
  }
mail-delivered = To { $where } – sent: { $sent }, to be tried again later: { $later }, given up: { $refused }.
mail-test-done = The test e-mail for { $address } has left: { $where }.

## Personal data
personal-subscribing = When you subscribe
personal-subscribing-text = With your agreement, we keep your address, what you want to receive, the language, the sentence you agreed to and its date, and up to when you have been told. They serve to send you the news, and nothing else; only the server that carries the e-mail sees the address. A request that is not confirmed is erased after 48 hours.
personal-subscribing-end = Every e-mail holds the link that stops the subscription. The address is then erased, and nothing of it is kept. The trace of a sending, without address or content, is erased after 30 days.
