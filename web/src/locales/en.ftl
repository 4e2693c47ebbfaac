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

# Long work
progress-parse = Reading the document…
progress-check = Checking the document…
