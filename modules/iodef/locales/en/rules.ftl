# Messages of the rules in rules.toml and of structural validation.
# `.fix` says what to do.

refused-by = Refused by: { $refused_by }

# Structure

xsd-root = The document element is { $name }, and not { $expected }
xsd-unexpected-element = { $name } may not stand here in { $element }
    .fix = Remove it or move it; what may stand here: { $expected }
xsd-missing-element = { $element } lacks one of: { $expected }
    .fix = Add what is missing
xsd-unexpected-text = { $element } may not have the text “{ $text }”
    .fix = Remove the text
xsd-unknown-attribute = { $element } has no attribute { $name }
    .fix = Remove the attribute; what the format does not know belongs into AdditionalData
xsd-missing-attribute = { $element } lacks the attribute { $name }
    .fix = Set { $name }
xsd-enumeration = “{ $value }” is no value of { $name } in { $element } ({ $type })
    .fix = Choose a value of the list, or ext-value with a value of your own
xsd-datatype = “{ $value }” is not what { $name } in { $element } holds: { $type }
    .fix = Correct the value
xsd-fixed = { $name } in { $element } is “{ $value }”, and has to be “{ $fixed }”
    .fix = Set { $name } to { $fixed }
xsd-one-of = { $element } needs either { $first } or { $second }, and not both
    .fix = Keep one of them
xsd-type = { $element } cannot have the type { $type }
    .fix = Remove xsi:type
xsd-nil = { $element } cannot be nil
    .fix = Remove xsi:nil
xsd-id-duplicate = The identifier “{ $value }” is there twice
    .fix = Give one of the two another identifier
xsd-idref = Nothing has the identifier “{ $value }”
    .fix = Refer to an identifier of the document

# The document

version-missing = The document does not say its version
    .fix = Set version to 2.00
language-missing = The document does not say its language
    .fix = Set xml:lang at the document, or at every incident
private-enum-id-alone = private-enum-id says nothing without private-enum-name
    .fix = Set private-enum-name to the domain of the team, or remove private-enum-id
schema-location-missing = The document does not name the schema of the format
    .fix = Set xsi:schemaLocation
schema-location-pairs = xsi:schemaLocation is not a list of pairs that has { $namespace } in it
    .fix = Write each namespace with the place of its schema behind it
declaration-missing = The document does not begin with an XML declaration
    .fix = Write the declaration with version and encoding
encoding-missing = The XML declaration does not name the encoding
    .fix = Name UTF-8
encoding-other = The document came in an encoding other than UTF-8 and UTF-16, which other receivers may not read
    .fix = Save it as UTF-8
version-1 = This is a document of version 1 (RFC 5070), which receivers of version 2 do not read
    .fix = Convert it to version 2
unknown-element = { $name } is in the namespace of the format, which does not know it
    .fix = Give the extension a namespace of its own

# Names and numbers

private-enum-name-fqdn = “{ $name }” is not the domain name of a team
    .fix = Write the fully qualified domain name of the team
incidentid-name-fqdn = “{ $name }” is not the domain name of a team
    .fix = Write the fully qualified domain name of the team
indicatorid-name-fqdn = “{ $name }” is not the domain name of a team
    .fix = Write the fully qualified domain name of the team
incidentid-empty = The incident has no number
    .fix = Write the number under which the team knows the incident
incidentid-space = There is white space around the number “{ $id }”, so that it is another number to some receivers
    .fix = Remove the white space
incidentid-reused = Another incident of the document has the number “{ $id }” too
    .fix = Give one of them another number, or an instance
alternativeid-own = A number of { $name } itself cannot be an alternative
    .fix = Keep only the numbers that other teams gave, or name it as a related activity
relatedactivity-self = The incident { $id } is related to itself
    .fix = Remove the number, or write that of the other incident
id-empty = { $class } is empty
    .fix = Write the identifier, or remove the element
text-empty = { $class } is empty
    .fix = Write the text, or remove the element

# Private values of enumerations

ext-without-ext-value = { $extension } counts only if { $attribute } is ext-value
    .fix = Set { $attribute } to ext-value, or remove { $extension }
ext-value-without-ext = { $attribute } is ext-value, but { $extension } does not say which value
    .fix = Write the value in { $extension }, or choose a value of the list
private-enum-name-missing = The document has private values, but does not say whose (first in { $class })
    .fix = Set private-enum-name to the domain of the team

# At least one child

contact-empty = { $class } is empty; it needs at least one of { $children }
    .fix = Add a name, an address or another way to reach the contact, or remove the contact
relatedactivity-empty = { $class } relates nothing; it needs at least one of { $children }
    .fix = Name the incident, actor or campaign, or describe the relation
threatactor-empty = { $class } is empty; it needs at least one of { $children }
    .fix = Name the actor or give a URL about it
campaign-empty = { $class } is empty; it needs at least one of { $children }
    .fix = Name the campaign or give a URL about it
detectionpattern-empty = { $class } has no pattern; it needs at least one of { $children }
    .fix = Describe the pattern, or give the configuration
method-empty = { $class } is empty; it needs at least one of { $children }
    .fix = Describe the method or refer to it, or remove it
reference-empty = { $class } refers to nothing; it needs at least one of { $children }, or a ReferenceName
    .fix = Name what is referred to, or give its URL
eventdata-empty = { $class } is empty; it needs at least one of { $children }
    .fix = Describe the event, or remove it
node-empty = { $class } has no address; it needs at least one of { $children }
    .fix = Add an address or a domain name
service-empty = { $class } is empty; it needs at least one of { $children }
    .fix = Name the service or its port, or remove it
servicename-empty = { $class } is empty; it needs at least one of { $children }
    .fix = Name or describe the service
software-empty = { $class } names no software; it needs at least one of { $children }
    .fix = Describe the software, refer to it or give a URL
recorddata-empty = { $class } has no data; it needs at least one of { $children }
    .fix = Add the data or where it is
hashdata-empty = { $class } has no hash; it needs at least one of { $children }
    .fix = Add a hash
observable-empty = { $class } is empty; it needs one of { $children }
    .fix = Add what can be observed
bulkobservableformat-empty = { $class } is empty; it needs at least one of { $children }
    .fix = Add the format of the hashes, or remove it
attackphase-empty = { $class } is empty; it needs at least one of { $children }
    .fix = Name or describe the phase

# Times

time-future = { $class } is { $time }, which is in the future
    .fix = Correct the time
end-before-start = { $later } ({ $later_time }) is before { $earlier } ({ $earlier_time })
    .fix = Correct one of the two times
detect-before-start = { $later } ({ $later_time }) is before { $earlier } ({ $earlier_time })
    .fix = Correct one of the two times
recovery-before-start = { $later } ({ $later_time }) is before { $earlier } ({ $earlier_time })
    .fix = Correct one of the two times
report-before-detect = { $later } ({ $later_time }) is before { $earlier } ({ $earlier_time })
    .fix = Correct one of the two times
generation-before-detect = { $later } ({ $later_time }) is before { $earlier } ({ $earlier_time })
    .fix = Correct one of the two times
generation-before-report = { $later } ({ $later_time }) is before { $earlier } ({ $earlier_time })
    .fix = Correct one of the two times, unless the report was sent later
indicator-interval = The indicator is never valid: { $later } ({ $later_time }) is before { $earlier } ({ $earlier_time })
    .fix = Correct one of the two times
expectation-interval = The action can never be taken: { $later } ({ $later_time }) is before { $earlier } ({ $earlier_time })
    .fix = Correct one of the two times
domain-interval = { $later } ({ $later_time }) is before { $earlier } ({ $earlier_time })
    .fix = Correct one of the two times
expectation-past = The action was to be taken until { $time }; a receiver must not take it any more
    .fix = Give more time, or remove the expectation
indicator-expired = The indicator was valid until { $time }
    .fix = Extend its validity if it is still good
history-order = { $time } comes after { $before } in the history
    .fix = Order the entries by time

# Purposes and actions

defined-coa-missing = { $class } has the action defined-coa, but does not say which
    .fix = Name the course of action in DefinedCOA
action-other-undescribed = { $class } has the action other, but does not say which
    .fix = Describe the action, or choose one of the list
purpose-other-unexpected = The purpose is other, but no Expectation says which
    .fix = Add an Expectation, or choose a purpose of the list
restriction-defaults = { $class } has no restriction: RFC 7970 says both that it is that of what is around it and that it is default; the stricter one counts
    .fix = Set the restriction

# Identifiers and references

id-duplicate = The identifier “{ $id }” is there twice
    .fix = Give one of the two another identifier
uid-ref-dangling = Nothing has the identifier “{ $id }”
    .fix = Refer to an identifier of the document
observablereference-to-indicator = “{ $id }” is an indicator, and not an observable
    .fix = Use IndicatorReference, or refer to an observable
indicatorreference-to-observable = “{ $id }” is an observable, and not an indicator
    .fix = Use ObservableReference, or refer to an indicator
euid-ref-local = “{ $id }” is an indicator of this document, which euid-ref is not for
    .fix = Use uid-ref
reference-circle = “{ $id }” refers back to where it is referred to from
    .fix = Break the circle
indicatorreference-none = The reference refers to nothing
    .fix = Set uid-ref for an indicator of this document, euid-ref for one of another
indicatorreference-both = uid-ref and euid-ref are both there
    .fix = Keep uid-ref for an indicator of this document, euid-ref for one of another

# Expressions

expression-not-unary = not has one operand, and here are { $count }
    .fix = Put the operands into an expression with and or or
expression-xor-single = xor needs two operands, and here is { $count }
    .fix = Add the other operand, or remove the operator
expression-xor-ambiguous = xor of { $count } operands is read in two ways: exactly one, or an odd number of them
    .fix = Nest expressions of two operands

# Confidence

confidence-number-missing = The rating is numeric, but there is no number
    .fix = Write the number, or choose another rating
confidence-number-unexpected = The rating is { $rating }, so that “{ $value }” may not be there
    .fix = Remove the number, or choose the rating numeric

# Notices

executable-content = { $class } may hold what can be run: show it as text, and never run or open it by itself

# RFC 3067

3067-6.1 = The incident does not say to whom it may be shown, and private is only implied
    .fix = Set the restriction
3067-6.6 = The incident lacks the address of: { $missing }
    .fix = Add a System with the category and an address, or an AdditionalData named 3067-6.6-waiver that says why not
3067-6.8 = The incident does not say how its creator can be reached
    .fix = Add a Contact with the role creator and an e-mail address, a telephone number or a postal address
3067-6.9 = The incident does not say its impact
    .fix = Add an Assessment; an unknown impact is one too
3067-6.11 = The incident goes from team to team without a History
    .fix = Add a HistoryItem that says what was done
3067-6.12 = The incident has no time: neither of detection, nor of its start, nor of the report
    .fix = Add one of the times
3067-6.13 = { $class } is { $time }, without an offset from UTC, so that nobody knows the instant
    .fix = Add the offset of the place of the event, such as +02:00
3067-6.19 = { $class } does not say what it means
    .fix = Set meaning or formatid, or name whose extension it is in private-enum-name
