# Interface text of the editor. Ids are area-thing; one area is one block.

app-title = IODEF editor

# Before there is a document
start-title = Write and check incident reports
start-text = An editor for IODEF, the Incident Object Description Exchange Format (RFC 7970). It checks while you type and tells what a receiving team would refuse.
start-new = New report
start-new-help = Begin with what is mandatory
start-open = Open a file
start-open-help = IODEF 2, IODEF 1 or JSON; or drop or paste it here
start-private = Everything stays in this browser: no document is sent anywhere.
editor-empty = No document is open.
editor-drop = Drop the file to open it

# Toolbar and menu
toolbar-label = Document
toolbar-menu = Menu
toolbar-untitled = Untitled report
toolbar-undo = Undo
toolbar-redo = Redo
toolbar-search = Search
toolbar-level = How much to show
toolbar-profile = Check for
group-file = File
group-edit = Edit
group-insert = Insert
group-view = View
group-share = Share
group-tools = Tools
action-new = New report
action-open = Open…
action-save = Save
action-language = Language…
action-keys = Keyboard shortcuts
action-failed = That did not work: { $reason }
file-saved = Saved as { $name }

level-mandatory = Mandatory
level-recommended = Recommended
level-all = All

profile-common = Every receiver
profile-rfc7970 = Text of RFC 7970
profile-schema_a = Schema as published
profile-schema_b = Schema as corrected
profile-strict3067 = RFC 3067, strict

# Panes
pane-outline = Outline
pane-form = Form
pane-issues = Issues
pane-source = Source
side-label = Issues and source
side-close = Close this pane
outline-label = Outline of the document
outline-more = { $count } more

# Form
form-where = Where you are
form-section = RFC 7970, section { $section }
form-effective = Restriction in effect: { $level }
form-stale = The source is not well-formed at line { $line }: { $reason }. The form shows the last version that was, and waits.
element-foreign = This element holds content that is not IODEF. It is kept as it is and can be edited in the source.
element-more-attributes = { $count ->
    [one] One more attribute
   *[other] { $count } more attributes
}
element-fewer-attributes = Fewer attributes
element-up = Move { $name } up
element-down = Move { $name } down
element-remove = Remove { $name }
element-open = Show { $name } alone
element-removed = { $name } was removed
element-moved = { $name } was moved
leaf-attributes = More about { $name }
member-required = is mandatory
member-add = Add { $name }
member-another = Another { $name }
member-added = { $name } was added
member-pages = Pages of { $name }
member-previous = Previous
member-next = Next
member-range = { $first } to { $last } of { $count }
adder-label = Add
adder-more = { $count } more…
adder-fewer = Fewer
edit-refused = That edit is not possible: { $reason }
count-errors = { $count ->
    [one] one error
   *[other] { $count } errors
}
count-warnings = { $count ->
    [one] one warning
   *[other] { $count } warnings
}

# Fields
field-required = Mandatory
field-section-name = Section { $section } of RFC 7970
field-choose = Choose…
field-default = { $value } (default)
field-other-value = Another value…
field-other-name = Another value for { $field }
field-other-placeholder = Your own value
field-similar = “{ $value }” is a registered value.
field-use = Use “{ $value }”
field-now = Now
field-now-name = Set { $field } to now
field-no-zone = Without an offset from UTC nobody knows which moment this is.
field-add-zone = Add { $zone }

severity-error = Error
severity-warning = Warning
severity-info = Notice

# Issues
issues-label = Issues in the order of the document
issues-place = Line { $line }, column { $column }
issues-none = No issues
issues-none-common = The text of RFC 7970 and both published schemas accept this document.
issues-none-rfc7970 = The text of RFC 7970 accepts this document.
issues-none-schema_a = The schema as published accepts this document.
issues-none-schema_b = The schema as corrected accepts this document.
issues-none-strict3067 = RFC 7970 and the requirements of RFC 3067 are met.
issues-at = Issue { $position } of { $count }: { $message }
state-valid = Valid
state-errors = { $errors ->
    [one] One error
   *[other] { $errors } errors
}
state-warnings = { $warnings ->
    [one] One warning
   *[other] { $warnings } warnings
}
state-broken = Not well-formed
validity-broken = The source is not well-formed XML.
validity-missing = A report is required.
validity-errors = The report has { $count ->
    [one] one error
   *[other] { $count } errors
}.
note-saved-as-utf8 = This file was UTF-16; it will be saved as UTF-8.

# Source
source-label = Source of the document
source-loading = Loading the source view…

# Search
search-title = Search the document
search-placeholder = A name, value or word
search-hint = Searches names, texts and attributes.
search-count = { $count ->
    [0] Nothing was found
    [one] One place
   *[other] { $count } places
}

# Dialogs
dialog-cancel = Cancel
dialog-close = Close
confirm-replace-title = There are changes that were not saved
confirm-replace-text = The open report has changes that are not in a file yet.
confirm-replace-yes = Discard them
confirm-nameless-title = The report has no number yet
confirm-nameless-text = Without a number, and the domain name of the team that gave it, nobody can refer to the incident. As a draft it can be saved as it is.
confirm-nameless-yes = Save the draft
language-title = Language
keys-title = Keyboard shortcuts
keys-next-issue = Next issue
keys-previous-issue = Previous issue

# For which receiver
receiver-title = Who receives this report?
receiver-why = The text of RFC 7970 and its published schemas contradict each other about { $name }: no form of it is accepted by everyone. Choose by what the receiver checks.
receiver-rfc7970 = Follows the text. A receiver that validates by a schema refuses some of its values.
receiver-schema_a = Validates by the schema as published in RFC 7970. Receivers with the corrected one may refuse it.
receiver-schema_b = Validates by the schema as its authors corrected it. Receivers with the published one may refuse it.
receiver-strict3067 = Follows the text, and asks for what RFC 3067 requires.
receiver-common = Accepts what the text and both schemas accept.

# Features: what begins a document
action-template = From a template…
action-template-help = Phishing, ransomware, DDoS and six more
action-reporter = Answer questions…
action-reporter-help = Ten plain questions, no knowledge of the format needed
action-drafts = Drafts…
action-drafts-help = Kept encrypted in this browser
action-purpose = Purpose…
action-paste = Paste anything…
action-evidence = Add evidence…
action-history = Add to the history…
action-timeline = Timeline…
action-changes = What changed…
action-team = Team profile…
action-share-report = Report as HTML
action-share-print = Print…
action-share-csv = Indicators as CSV
action-share-copy = Copy a summary
action-share-source = Copy the XML
action-share-mail = Mail a summary…
action-submit = Hand in…

level-mark-white = TLP:CLEAR, anyone
level-mark-green = TLP:GREEN, the community
level-mark-amber = TLP:AMBER, who needs to know
level-mark-red = TLP:RED, only the recipients

# Paste anything
paste-title = Paste anything
paste-help = Paste a text, a log, a mail with its headers or a table. What looks like an indicator or a reference is listed below with the place it came from; you decide what is taken.
paste-text = Text
paste-found = What was found
paste-nothing = No indicator or reference was found.
paste-count = { $count ->
    [0] Nothing was found.
    [one] One finding.
   *[other] { $count } findings.
}
paste-format-text = Read as text.
paste-format-mail = Read as mail.
paste-format-csv = Read as a table.
paste-truncated = Only the first { $count } characters were read.
paste-too-many = Only the first { $count } different findings are listed.
paste-take = Take as
paste-take-name = Take { $value } as
paste-kind = Kind
paste-value = Value
paste-from = Where it came from
paste-show = Show where { $value } stands in the text
paste-times = { $count } times
paste-role-none = Nothing
paste-role-indicator = Indicator
paste-role-source = Source
paste-role-target = Target
paste-role-reference = Reference
paste-confirm = { $count ->
    [one] Take one
   *[other] Take { $count }
}
paste-done = { $count ->
    [one] One finding was taken.
   *[other] { $count } findings were taken.
}
paste-kind-ipv4-addr = IPv4 address
paste-kind-ipv4-net = IPv4 network
paste-kind-ipv4-net-mask = IPv4 network with mask
paste-kind-ipv6-addr = IPv6 address
paste-kind-ipv6-net = IPv6 network
paste-kind-domain-name = Domain name
paste-kind-site-uri = URL
paste-kind-e-mail = Mail address
paste-kind-mac = MAC address
paste-kind-asn = Autonomous system
paste-kind-md5 = MD5
paste-kind-sha1 = SHA-1
paste-kind-sha256 = SHA-256
paste-kind-sha384 = SHA-384
paste-kind-sha512 = SHA-512
paste-kind-file-name = File name
paste-kind-file-path = File path
paste-kind-windows-reg-key = Registry key
paste-kind-mutex = Mutex
paste-kind-http-user-agent = User agent
paste-kind-http-request-uri = Request URI
paste-kind-email-subject = Subject of a mail
paste-kind-email-x-mailer = Mail program
paste-kind-user-name = User name
paste-reserved-private = private
paste-reserved-loopback = loopback
paste-reserved-link-local = link-local
paste-reserved-shared = shared address space
paste-reserved-documentation = for documentation
paste-reserved-benchmark = for benchmarks
paste-reserved-multicast = multicast
paste-reserved-reserved = reserved
paste-reserved-unspecified = unspecified
paste-reserved-special-name = name for special use
paste-note-host-bits = bits behind the prefix
paste-note-file-like = may be a file
paste-note-sentence-like = may be two sentences
paste-note-scheme-added = http:// was added
paste-note-encoded = characters were percent-encoded
paste-note-empty-file = digest of an empty file
paste-note-low-entropy = unlikely to be a digest
paste-note-port = the port is left out
paste-note-mask-not-contiguous = mask with gaps
paste-note-invalid-uri = not a valid URL
paste-note-version-like = may be a version number
paste-note-cut = cut at 2,048 characters

# Templates and purposes
template-title = Begin from a template
template-help = Each template asks for a few facts and writes a report that every receiver accepts.
template-answers = What you do not know now can be filled in later in the form.
template-optional = { $label } (optional)
template-purpose = What the report is for
template-back = Other template
template-own = Who makes the report
template-own-email = Mail address
template-later = Fill in later
template-make = Make the report
template-malware-delivery = Malware delivery
template-malware-delivery-help = A file was fetched from an address
template-ddos = Denial of service
template-ddos-help = A flood makes a service unreachable
template-phishing = Phishing
template-phishing-help = A site imitates a service
template-spear-phishing = Targeted phishing
template-spear-phishing-help = Mail written for its recipients
template-iot-malware = Infected devices
template-iot-malware-help = Cameras, routers and the like in a botnet
template-ransomware = Ransomware
template-ransomware-help = Files were encrypted for money
template-data-breach = Data breach
template-data-breach-help = Data was read or copied
template-account-takeover = Account takeover
template-account-takeover-help = Somebody else uses an account
template-scan = Scan
template-scan-help = A host probes a network
template-field-detect-time = When it was noticed
template-field-start-time = When it began
template-field-delivery-name = Host name the file came from
template-field-delivery-address = IP address it came from
template-field-delivery-url = URL of the file
template-field-target-address = IP address of the target
template-field-file-name = Name of the file
template-field-file-sha256 = SHA-256 of the file
template-field-source-address = IP address of the source
template-field-ip-protocol = IP protocol number (6 TCP, 17 UDP)
template-field-target-port = Port of the target
template-field-phishing-name = Host name of the imitation
template-field-imitated-name = Host name that is imitated
template-field-phishing-url = URL of the imitation
template-field-mail-server-address = IP address that delivered the mail
template-field-mail-sender = Sender of the mail
template-field-mail-subject = Subject of the mail
template-field-mail-recipient = Recipient of the mail
template-field-control-address = IP address of the control server
template-field-device-address = IP address of the device
template-field-service-port = Port of the service
template-field-device-model = Make and model
template-field-way-in = How the intruder came in
template-field-measures = What was done
template-field-target-name = Host name of the system
template-field-data-affected = What data is concerned
template-field-service-name = Host name of the service
template-field-user-name = Name of the account
template-field-target-network = Network that was probed
template-field-target-ports = Ports that were probed
template-fault-required = This is needed.
template-fault-address = An IPv4 or IPv6 address is needed.
template-fault-name = A full host name is needed, such as www.example.com.
template-fault-url = A URL without spaces is needed.
template-fault-e-mail = A mail address is needed.
template-fault-text = This is too long.
template-fault-port = A number from 0 to 65535 is needed.
template-fault-portlist = Ports such as 22,80-90 are needed.
template-fault-protocol = A number from 0 to 255 is needed.
template-fault-sha256 = 64 hexadecimal digits are needed.
template-fault-network = A network such as 192.0.2.0/24 is needed.
template-fault-time = A date and time is needed.
purpose-title = What is the report for?
preset-alert = Alert
preset-alert-help = Warns others: what to look for. For the community.
preset-handling = Handling
preset-handling-help = Asks others to act: times, parties, expectations, history.
preset-archiving = Archive
preset-archiving-help = Keeps everything, for the own team.
preset-reporting = Report
preset-reporting-help = Tells a team or an authority what happened.
preset-statistics = Statistics
preset-statistics-help = Counts and categories, without parties and indicators.

# Team profile
team-title = Team profile
team-help = What every document of your team begins with. Private keys are never part of it.
team-fqdn = Domain name of the team
team-fqdn-hint = Incident numbers are unique under it, such as csirt.example.com.
team-idPattern = Pattern of incident numbers
team-idPattern-hint = {"{yyyy}"} {"{mm}"} {"{dd}"} {"{seq}"} {"{random}"} and text
team-language = Language of the documents
team-language-hint = A language tag such as en or pt-BR.
team-restriction = Restriction of new documents
team-constituency = Constituency
team-constituency-hint = For whom the team works.
team-signingKey = Fingerprint of the signing key
team-endpoint = Where reports are handed in
team-endpoint-hint = An https address; nothing is sent there without your sign-off.
team-contact = Contact { $number }
team-contact-name = Name
team-contact-role = Role
team-contact-type = Kind
team-contact-emails = Mail addresses, one a line
team-contact-telephones = Telephone numbers, one a line
team-contact-address = Postal address
team-add-contact = Another contact
team-remove-contact = Remove contact { $number }
team-import = Import…
team-export = Export
team-save = Use this profile
team-used = The profile is used until this page is closed.
team-kept = The profile is kept, encrypted, in this browser.
team-fault-fqdn = A full domain name is needed, such as csirt.example.com.
team-fault-pattern-too-long = The pattern is too long.
team-fault-pattern-unknown-token = The pattern has an unknown part in braces.
team-fault-pattern-not-unique = The pattern needs {"{seq}"} or {"{random}"}, or numbers would repeat.
team-fault-pattern-random-length = From 8 to 32 random characters are possible.
team-fault-pattern-characters = Letters, digits and . : / # + - _ are possible.
team-fault-language = A language tag is needed, such as en.
team-fault-signing-key = Hexadecimal digits are needed, never a key itself.
team-fault-endpoint = An https address without a password is needed.
team-fault-no-creator = One contact has to be the creator of documents.
team-fault-contact-name = A name is needed.
team-fault-unreachable = A mail address or a telephone number is needed.
team-fault-email = One of these is no mail address.
team-fault-telephone = One of these is no telephone number.
team-file-too-long = The file is too large for a team profile.
team-file-json = The file is not JSON.
team-file-object = The file is no team profile: { $path } is not an object.
team-file-unknown = The file is no team profile: { $path } is unknown.
team-file-value = The file is no team profile: { $path } has another value.
team-file-list = The file is no team profile: { $path } is not a list, or a longer one.
team-file-text = The file is no team profile: { $path } is not a text, or a longer one.
contact-type-organization = Organisation
contact-type-person = Person
contact-role-creator = Creator of the document
contact-role-reporter = Reporter
contact-role-admin = Administration
contact-role-tech = Technical
contact-role-provider = Provider
contact-role-user = User
contact-role-billing = Billing
contact-role-legal = Legal
contact-role-abuse = Abuse desk
contact-role-irt = Incident response team
contact-role-cc = Copy
contact-role-cc-irt = Copy to a response team
contact-role-leo = Law enforcement
contact-role-victim = Victim
contact-role-victim-notified = Victim, notified

# Drafts
drafts-title = Drafts
drafts-help = Drafts are encrypted with a key that cannot leave this browser, and are deleted when they expire.
drafts-recover-title = Unsaved work was found
drafts-recover-help = These reports were open when the page was closed or crashed.
drafts-none = There are no drafts.
drafts-name = Report
drafts-updated = Changed
drafts-expires = Expires
drafts-do = Actions
drafts-unsaved = not in a file
drafts-open = Open
drafts-open-name = Open { $name }
drafts-delete = Delete
drafts-delete-name = Delete { $name }
drafts-deleted = { $name } was deleted.
drafts-forget = Forget everything…
drafts-forget-sure = Drafts, team profile, keys and the offline copy are deleted for good.
drafts-forget-yes = Forget everything
drafts-forget-no = Keep
drafts-forgotten = Everything was forgotten.
drafts-elsewhere = This draft is open in another window.
drafts-failed = The draft was not saved: { $reason }
drafts-passphrase = Passphrase
drafts-unlock = Unlock
drafts-protect = Protect by a passphrase…
drafts-new-passphrase = New passphrase
drafts-new-passphrase-hint = At least 12 characters. Without it nobody can open the drafts again.
drafts-protect-now = Protect
drafts-protected = The drafts are protected by the passphrase now.
drafts-fault-locked = The drafts are locked.
drafts-fault-wrong-passphrase = That is not the passphrase.
drafts-fault-passphrase-too-short = At least 12 characters are needed.
drafts-fault-damaged = A draft is damaged or was changed by someone else.
drafts-fault-not-found = This draft is no longer there.
drafts-fault-full = There are too many drafts; delete some.
drafts-fault-too-large = The report is too large for a draft.

# Report, CSV, summary, mail
report-text = Text
report-cut = … (shortened)
report-made = Made on { $time }
share-more = … and { $count } more
csv-omitted = Saved as { $name }, without { $count } further rows that did not fit. Split the report to have them in tables of their own.
share-copied = Copied.
mail-title = Mail a summary
mail-help = Your mail program opens with this text; the report itself has to be attached by hand. Indicators are written so that nobody can click on them.
mail-to = To
mail-subject = Subject
mail-body = Text
mail-cut = The text is longer than mail programs take and will be shortened.
mail-open = Open the mail program

# Files that cannot be taken
import-charset = Decoded from { $charset }; it will be saved as UTF-8.
import-fault-empty = The file is empty.
import-fault-too-large = The file has { $size } MB; { $limit } MB is the limit.
import-fault-unknown-charset = The file says that it is written in “{ $charset }”, which this browser does not know.
import-fault-undecodable = The file says that it is written in “{ $charset }”, and it is not.

# Evidence
evidence-title = Add evidence
evidence-help = Name, size and SHA-256 of a file are written into the report. The file itself stays where it is.
evidence-drop = Drop a file here
evidence-choose = Choose a file…
evidence-name = Name
evidence-size = Size
evidence-hashing = Computing the digest
evidence-description = What it is
evidence-content = Put the content of the file into the report
evidence-content-hint = Readers of the report then have the file, whatever it does.
evidence-content-too-large = The file is too large to be put into a report.
evidence-unreadable = The file cannot be read: { $reason }
evidence-add = Add
evidence-added = { $name } was added.
evidence-custody = { $name } (SHA-256 { $sha256 }) was recorded as evidence.
evidence-custody-by = { $name } (SHA-256 { $sha256 }) was recorded as evidence and is kept by { $team }.

# Timeline, history, changes
timeline-title = Timeline
timeline-help = Every time of the report in the order in which things happened, in the zone in which it was written.
timeline-none = The report has no times.
timeline-here = { $time } here
timeline-gap = { $span } later
handover-title = Add to the history
handover-help = What was done, by whom and when. Entries of others stay as they are.
handover-action = What was done
handover-time = When
handover-id = Your number of the incident
handover-description = Description
handover-course = Course of action
handover-add = Add
handover-added = An entry was added to the history.
handover-fault-description = Say what was done.
handover-fault-course = Name the course of action.
action-taken-nothing = Nothing
action-taken-contact-source-site = Contacted the source
action-taken-contact-target-site = Contacted the target
action-taken-contact-sender = Contacted the sender
action-taken-investigate = Investigated
action-taken-block-host = Blocked a host
action-taken-block-network = Blocked a network
action-taken-block-port = Blocked a port
action-taken-rate-limit-host = Limited the traffic of a host
action-taken-rate-limit-network = Limited the traffic of a network
action-taken-rate-limit-port = Limited the traffic of a port
action-taken-redirect-traffic = Redirected traffic
action-taken-honeypot = Led to a honeypot
action-taken-upgrade-software = Updated software
action-taken-rebuild-asset = Rebuilt a system
action-taken-harden-asset = Hardened a system
action-taken-remediate-other = Repaired otherwise
action-taken-status-triage = Sorted by urgency
action-taken-status-new-info = New information
action-taken-watch-and-report = Watched
action-taken-defined-coa = A defined course of action
action-taken-other = Something else
changes-title = What changed
changes-help = Compared with the report as it was opened, saved or handed in.
changes-none = Nothing changed.
changes-count = { $count ->
    [one] One change.
   *[other] { $count } changes.
}
changes-kind = Change
changes-place = Where
changes-what = What
changes-added = added
changes-removed = removed
changes-changed = changed
changes-moved = moved
changes-omitted = { $count } more are not listed.

# Reporter mode
reporter-title = Report an incident
reporter-progress = Question { $number } of { $count }
reporter-next = Next
reporter-back = Back
reporter-to-review = To the review
reporter-review = Is everything right?
reporter-review-help = Nothing was sent. The report opens in the editor, and leaves it only when you hand it in.
reporter-change = Change
reporter-change-name = Change the answer to “{ $question }”
reporter-no-answer = No answer
reporter-make = Make the report
reporter-understood = Understood as:
reporter-unknown-parties = The reporter does not know the addresses of both sides.
reporter-measures-done = Done so far:
reporter-happening = What happened?
reporter-happening-phishing = Somebody tried to get passwords or other secrets
reporter-happening-malware = A harmful program was found
reporter-happening-ransomware = Files were locked and money is demanded
reporter-happening-account = Somebody else uses an account
reporter-happening-data = Data was seen or copied
reporter-happening-outage = A service does not work
reporter-happening-scan = Somebody tries doors
reporter-happening-other = Something else
reporter-story = Tell in your own words what happened
reporter-story-hint = Who noticed what, and what happened then.
reporter-noticed = When did you notice it?
reporter-affected = Which of your computers, addresses or accounts are concerned?
reporter-affected-hint = Names, IP addresses or mail addresses, as you know them.
reporter-origin = Where did it come from?
reporter-origin-hint = Paste senders, links or lines of a log; nothing in it is opened.
reporter-harm = How bad is it?
reporter-harm-none = Nothing happened yet
reporter-harm-some = Some things do not work or were lost
reporter-harm-severe = We cannot work, or much was lost
reporter-measures = What have you done so far?
reporter-readers = Who may read the report?
reporter-readers-team = Only the team that receives it
reporter-readers-partners = That team, and those who have to know to help
reporter-readers-community = Other teams too
reporter-name = What is your name?
reporter-reach = How can you be reached?
reporter-reach-hint = A mail address or a telephone number.
reporter-fault-required = Please answer this question.
reporter-fault-too-long = This is too long; describe it in a file.
reporter-fault-reach = A mail address or a telephone number is needed.
reporter-fault-time = A date and time is needed.

# Handing in
submit-title = Hand in the report
submit-help = Nothing was sent so far. Exactly what is shown here is sent, to the address shown here, when you say so.
submit-errors = { $count ->
    [one] The report has one error; the receiver may refuse it.
   *[other] The report has { $count } errors; the receiver may refuse it.
}
submit-to = To
submit-type = As
submit-size = Size
submit-content = What is sent
submit-shortened = The report has { $count } characters; the beginning is shown, all of it is sent.
submit-agree = I have read it and want it to be sent to { $host }.
submit-send = Send
submit-sending = Sending…
submit-stop = Stop
submit-done = The report was handed in
submit-status = The receiver answered with { $status }.
submit-answer = Answer of the receiver
submit-fault-not-configured = No address for reports is set up; see the team profile.
submit-fault-not-https = Reports are sent only to an https address without a password.
submit-fault-cancelled = Stopped; the receiver may have got it nevertheless.
submit-fault-network = The receiver cannot be reached, or this page is not allowed to.
submit-fault-redirected = The receiver wants it elsewhere; that was not signed off, so nothing was sent there.
submit-fault-too-slow = The receiver did not answer in time.
submit-fault-refused = The receiver refuses the report:
submit-fault-unsupported = The receiver does not take this format.
submit-fault-too-large = The report is too large for the receiver.
submit-fault-failed = The receiver answered with { $status }.

# Offline
offline-ready = This page works without a network now.
offline-update = A new version is there.
offline-activate = Use it

# Long work
progress-parse = Reading the document…
progress-check = Checking the document…
progress-convert = Converting…
progress-documents = Reading the reports…
progress-stop = Stop

# Purpose, presets, audience, merging, conversion: all else is in features/exchange/locales
field-locked = Locked by this page
outline-withheld = withheld from the audience
purpose-rest = Not needed for this purpose
preset-refused = The preset of this page is refused, so nothing can be edited: { $reason }
preset-locked = { $name } is locked by this page
preset-required = This page asks for { $name }
state-json = Not read yet
action-audience = Preview for an audience…
action-restriction = Restriction…
action-json = Save as JSON…
action-merge = Merge reports…
action-split = Split…
action-statistics = Statistics…

# Languages and words

language-missing = The language could not be loaded: { $reason }
words-missing = The words for names and rules could not be loaded, so that they are shown as the format has them: { $reason }
purpose-missing = The form could not be put in the order that the purpose of the document needs: { $reason }
keys-definition = Link to the definition of the field
report-attribute = { $name }: { $value }

# Signing, sealing and encryption: the menu; all else is in src/features/keys/locales
action-sign = Sign…
action-verify = Verify signatures…
action-seal = Seal the element for receivers…
action-unseal = Open sealed elements…
action-encrypt = Encrypt the file (OpenPGP)…
action-decrypt = Decrypt a file…
action-contacts = Known teams…

# Repairs
audience-share = In another form, for this audience
import-charset-assumed = The file is not in UTF-8 and does not say what it is in. It was read as { $charset }: check letters with accents. It will be saved as UTF-8.
reporter-reach-hint-email = A mail address. Its domain becomes part of the number of the report.
reporter-fault-reach-email = A mail address is needed, because no team is set up here.
paste-reading = Reading the text…
source-changed = The document was changed at another place meanwhile. What was typed last in the source was not taken.
drafts-locked = Drafts are locked: what you write now is not kept, and the team that was set up is not used.
drafts-damaged = A draft that cannot be read
drafts-setting-damaged = Something that was set up could not be read: { $reason }
drafts-stopped = From now on nothing is kept here, until this page is loaded again or Drafts is opened.
changes-no-base = There is nothing to compare with: the report was not opened from a file, saved or handed in here.
handover-fault-team = Set up the team first: its name belongs to the number.

# Why something was refused: by the codes of the core, for the other languages; English shows the core's own words.
fault-encoding = The text is not in the encoding that it declares.
fault-encoding_mismatch = The text declares one encoding and is in another.
fault-unsupported_encoding = This encoding is not read here; save the document as UTF-8.
fault-character = A character that XML cannot hold; take it out.
fault-declaration = The XML declaration is not as it has to be.
fault-declaration_place = The XML declaration may stand at the very beginning only.
fault-doctype = The document has a DOCTYPE; documents with one are refused. Take it out.
fault-markup = Unknown markup behind “<!”.
fault-unclosed = The text ends in the middle of a tag, comment or section.
fault-unclosed_element = An element has no end tag.
fault-end_tag = An end tag does not fit the element that is open.
fault-stray_end_tag = An end tag where no element is open.
fault-no_element = There is no element.
fault-second_element = A second element beside the document element.
fault-text_outside = Text outside the document element.
fault-name = This is not a name that XML allows.
fault-prefix = A prefix that is not declared.
fault-namespace_declaration = A declaration of a namespace that is not allowed.
fault-duplicate_attribute = An attribute stands twice in one tag.
fault-tag = The tag is not as it has to be.
fault-less_than_in_attribute = “<” in the value of an attribute; write &lt;
fault-reference = This is no reference; write &amp; for “&”.
fault-character_reference = The reference is to a character that XML cannot hold.
fault-cdata_end = “]]>” in text; write ]]&gt;
fault-double_hyphen = “--” in a comment; write single hyphens.
fault-too_large = The document is larger, deeper or more than is read here.
fault-edit_range = That place is not in the document.
fault-edit_no_element = There is no such element any more.
fault-edit_character = A character that XML cannot hold.
fault-edit_holds_elements = This element holds others; its text is edited in the source.
fault-edit_attribute_name = This is not a name of an attribute.
fault-edit_not_allowed = The format does not allow it there.
fault-edit_root = The document element stays.
fault-edit_move = There is no other place for it.
fault-edit_nesting = Too many steps in one.
fault-json_syntax = This is not well-formed JSON.
fault-json_doubled_member = The same member stands twice.
fault-json_too_large = The JSON is larger or deeper than is read here.
fault-json_unknown_member = A member that RFC 8727 does not know.
fault-json_missing_member = A mandatory member is missing.
fault-json_type = A value of the wrong kind.
fault-json_version = The JSON is of another version of the format.
fault-json_base64 = This is not base64.
fault-convert_version = Documents of this version cannot be converted.
fault-convert_interval = The interval is not one that can be converted.
fault-convert_too_large = Too much to convert.
fault-convert_nothing = There is nothing to convert.
fault-no_carrier = Nothing here can carry a restriction.
fault-not_version_2 = This takes a document of version 2.
fault-nothing_left = Nothing would be left.
fault-no_such_element = There is no such element any more.
fault-no_document = There is no document that could be read.
fault-changed = The document was changed meanwhile.
fault-readonly = The document cannot be edited here.
fault-closed = The document was closed.
fault-stopped = This was stopped.
fault-worker = The core could not be started, or has failed.

# Registered values
registry-refused = The registered values of this page are refused: { $reason }
