# What the report is for, for whom it goes out, and what becomes of it on the way: loaded on demand.

purpose-label = For
purpose-write = Write it into the report
purpose-why-none = The report names no purpose that the form knows.
purpose-why-stated = The report says so: “{ $stated }”.
purpose-why-chosen = You chose it; the report says “{ $stated }”.
audience-title = Preview for an audience
audience-label = Audience
audience-clear = TLP:CLEAR, anyone
audience-green = TLP:GREEN, the community
audience-amber = TLP:AMBER, who needs to know
audience-amber-strict = TLP:AMBER+STRICT, the own organisation
audience-red = TLP:RED, only the recipients
audience-why = Purpose “{ $purpose }” goes at most to { $label }.
audience-why-unknown = No purpose is known, so the audience that sees least is chosen.
audience-without = Leave out { $names }, which the purpose does without
audience-internal = Keep extensions that are marked as internal
audience-summary = Removed: { $removed }. Generalised: { $generalised }. Hidden parts taken out: { $hidden }.
audience-nothing-left = Nothing in this report is for this audience.
audience-list = What the audience does not get
audience-reason = Why
audience-removed = removed
audience-left-out = left out
audience-generalised = says “withheld”
audience-why-above-level = It is above the level.
audience-why-internal = It is internal.
audience-why-signature = The signature does not fit any more.
audience-why-dangling = It refers to what is gone.
audience-why-incomplete = What it needs is gone.
audience-why-left-out = The purpose does without it.
audience-why-generalised = { $name } must be there.
audience-see = See the result
audience-result = What the audience gets
audience-copy = Copy the redacted XML
audience-save = Save the redacted file
audience-end = End the preview
restrict-title = Who may see this?
restrict-own = Now { $label } ({ $level }), set here.
restrict-inherited = Now { $label } ({ $level }), from what is around it.
restrict-choose = Restriction
restrict-to-white = TLP:CLEAR, anyone
restrict-to-green = TLP:GREEN, the community
restrict-to-amber = TLP:AMBER, who needs to know
restrict-to-amber-strict = TLP:AMBER+STRICT, the own organisation
restrict-to-red = TLP:RED, only the recipients
restrict-to-none = As what is around it
restrict-how-own = The element carries it itself.
restrict-how-around = The element cannot carry it; { $carrier } gets it.
restrict-how-divided = { $carrier } is divided in two, and one of them gets it.
restrict-how-wrapped = Event data is put around the element and gets it.
restrict-also = { $count ->
    [one] One other element gets it too:
   *[other] { $count } other elements get it too:
}
restrict-except = { $count ->
    [one] One element inside keeps its own:
   *[other] { $count } elements inside keep their own:
}
restrict-fault-no_carrier = Nothing here can carry a restriction; set it for the incidents.
restrict-set = Set
restrict-done = The restriction was set.
import-version1 = This report is in version 1 of the format (RFC 5070). It can be read and checked; to edit it, convert it.
import-convert = Convert to version 2
import-keep = Save the original
import-json-fault = This JSON cannot be read as a report. Line { $line }, column { $column }: { $reason }
import-json-ready = The JSON can be read as a report now.
import-json-again = Read as JSON
import-converted-title = Converted to version 2
import-converted-help = Undo brings version 1 back.
import-read-title = Read from JSON
import-read-help = This is written differently in XML.
json-title = Save as JSON
json-help = JSON of RFC 8727. It cannot hold everything that XML can.
json-save = Save
loss-count = { $count ->
    [one] One thing is not as it was:
   *[other] { $count } things are not as they were:
}
loss-show = Show
loss-none = Nothing is lost.
loss-list = What is not as it was
loss-what = What happened
loss-original = Was
loss-kept = Is now
loss-not-kept = not kept
loss-no-place = That place is no longer there.
loss-comment = no place for comments
loss-processing-instruction = no place for processing instructions
loss-attribute = no such attribute
loss-element = no such element
loss-text = no text here
loss-spelling = written differently
loss-enumeration = no such value
loss-number = not a number there
loss-added = added, because it is mandatory
loss-grouping = order or grouping
loss-language = language of the text
loss-restriction = the restriction moved inwards
loss-restructured = other elements for it
loss-renamed = another name
loss-character = a character that XML cannot hold
loss-reference = refers to what is not there
loss-identifier = the same identifier twice
loss-required = had to stay
loss-emptied = cannot be without what is gone
loss-signature = the signature does not fit any more
many-choose = Choose files…
many-refused = { $count ->
    [one] One file was not taken:
   *[other] { $count } files were not taken:
}
merge-title = Merge reports
merge-help = Incidents with the same number become one, with the histories of all. Where reports contradict each other, the open one is kept. Nothing is changed before you say so, and undo takes it back.
merge-conflicts = { $conflicts ->
    [0] No contradictions.
    [one] One contradiction.
   *[other] { $conflicts } contradictions.
} Reports that are merged in: { $documents }.
merge-conflicts-list = Contradictions
merge-kept = Kept
merge-other = Other
merge-file = In
merge-changed-parts = What had to change
merge-converted = What changed when { $name } was converted
merge-changed = The report was edited meanwhile; nothing was merged.
merge-do = Merge
merge-done = Merged: { $count }. Undo takes it back.
split-title = Split the report
split-help = Incidents: { $count }. Each is a report of its own with all that is not an incident.
split-save = Save { $name }
statistics-title = Statistics
statistics-help = Counts over any number of files. Only values of the format, months and names of categories are counted; no contact and no address is.
statistics-figure = Figure
statistics-value = Value
statistics-count = Count
statistics-csv = Save as CSV
statistics-json = Save as JSON
figure-documents = Reports
figure-skipped = Not counted
figure-incidents = Incidents
figure-indicators = Indicators
figure-purposes = Purpose
figure-statuses = Status
figure-restrictions = Restriction
figure-months = Month
figure-start-months = Month of the beginning
figure-categories = Category
figure-system-impacts = Impact on systems
figure-business-impacts = Impact on business
figure-intended-impacts = Intended impact
figure-time-impacts = Impact on time
figure-monetary-impacts = Cost
figure-completions = Completion
figure-severities = Severity
figure-confidences = Confidence
figure-systems = Role of systems
figure-node-roles = Use of hosts
figure-addresses = Kind of address
figure-actions = Action taken
figure-expectations = Action asked for
figure-discoveries = Discovered by
