# Messages of the rules in rules.toml and of structural validation.
# `.fix` says what to do.

refused-by = Refused by: { $refused_by }

# Structure

xsd-root = The document element is { $name }, and not { $expected }
sealed = An element in { $element } is sealed: it can be judged when its receiver opens it
    .fix = Open it with the key of a receiver
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
xsd-datatype = “{ $value }” is no value of { $name } (expected: { $type })
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
translation-repeated = { $class } is there twice in the language “{ $language }” with the translation-id { $id }
    .fix = Give each text its own language, or another translation-id

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

## Content: services and flows

service-protocol-missing = Service has { $child } but no ip-protocol, so nobody can tell which protocol is meant
    .fix = Set ip-protocol, such as 6 for TCP or 17 for UDP
service-protocol-range = “{ $found }” is no number of an IP protocol: { $reason }
    .fix = Give the number of the IANA registry, such as 6 for TCP
service-portless = Service has { $child }, but the protocol { $protocol } has no ports
    .fix = Use ProtoType and ProtoCode for ICMP, or another ip-protocol
port-range = “{ $found }” is no port: { $reason }
    .fix = Give a number from 0 to 65535
portlist-range = “{ $found }” is no list of ports: { $reason }
    .fix = Give ports from 0 to 65535, and ranges that go up, such as 80,443,8000-8080
icmp-range = { $class } “{ $found }” does not fit ICMP: { $reason }
    .fix = Give a number from 0 to 255
service-name = “{ $found }” is no name of a service: { $reason }
    .fix = Give the name of the IANA registry, such as https, or use Description
flow-portlists = The source lists { $sources } ports and the target { $targets }; the n-th of one belongs to the n-th of the other
    .fix = List as many ports at the source as at the target
flow-pairs = The flow pairs several ports, but has { $sources } sources and { $targets } targets; only one of each can be paired
    .fix = Describe each pair of systems in a Flow of its own
noderole-repeated = The system has the role “{ $found }” twice
    .fix = Remove one of them
header-name-missing = { $class } does not say which field it is
    .fix = Set name to the name of the header field
header-value-missing = { $class } has no value
    .fix = Write the value of the header field into the element
email-header-dtype = The dtype of a header field of e-mail is “{ $found }” and has to be string
    .fix = Set dtype to string

## Content: addresses and domains

address-syntax = “{ $found }” is no address of the category { $category }: { $reason }
    .fix = Correct the address or choose its category
address-default-ipv4 = “{ $found }” is an IPv4 address, but an Address without a category is one of IPv6
    .fix = Set category to ipv4-addr
address-category-missing = The Address does not tell its category; it counts as ipv6-addr, in version 1 as ipv4-addr
    .fix = Set category
address-form = “{ $found }” is better written otherwise: { $reason }
    .fix = Write the address in its usual form
vlan-range = “{ $found }” is no number of a VLAN: { $reason }
    .fix = Give a number from 0 to 4095
domain-name = “{ $found }” is no domain name: { $reason }
    .fix = Correct the name; an address of IP belongs into Address
nameserver-address = The address of a name server has the category “{ $found }”, and can only be ipv4-addr or ipv6-addr
    .fix = Set category to ipv4-addr or ipv6-addr
domain-system-status-missing = DomainData does not say how the domain takes part, though RFC 7970 requires { $attribute }
    .fix = Set system-status, to unknown if it is
domain-status-missing = DomainData does not say how the domain is registered, though RFC 7970 requires { $attribute }
    .fix = Set domain-status, to unknown if it is
registry-missing = RegistryHandle does not say of which registry it is, though RFC 7970 requires { $attribute }
    .fix = Set registry

## Content: extensions and software

extension-dtype = “{ $found }” is not of the type { $dtype } that { $class } claims: { $reason }
    .fix = Correct the content or choose another dtype
extension-xml = { $class } claims to hold XML, but has no element
    .fix = Put an element of another namespace into it, or set dtype to string
extension-elements = { $class } claims to hold { $dtype }, but has elements
    .fix = Set dtype to xml
software-dtype-missing = The software is described in a form of its own, without saying of which type
    .fix = Set dtype, to string for a text
software-cpe = “{ $found }” is no CPE name: { $reason }
    .fix = Give a name such as cpe:2.3:a:vendor:product:1.0:*:*:*:*:*:*:*, or use Description
software-swid = “{ $found }” is no identifier of a SWID tag: { $reason }
    .fix = Give the tagId of the tag, or use Description

## Content: lists of observables, hashes, files and patterns

bulk-line = Line { $line } of the list, “{ $found }”, is no { $type }: { $reason }
    .fix = Correct the line or choose the type of the list
bulk-empty = The list of observables is empty
    .fix = Write one observable a line, or remove the list
bulk-hash-format-missing = The list holds hashes, but nothing says by which algorithm
    .fix = Add a BulkObservableFormat with a Hash that names the algorithm
hash-target-missing = The scope { $scope } covers a part of the file, and nothing says which
    .fix = Add HashTargetID: the number of the section or resource from 1, or the offset of the object
hash-target-number = “{ $found }” does not identify a part by its number, as the scope { $scope } does: { $reason }
    .fix = Give the number of the section or resource from 1, or the offset of the object
hash-application-missing = A hash of the scope { $scope } depends on the tool that made it, and no Application names it
    .fix = Add Application with the name and version of the tool
hash-scope-place = The scope { $scope } does not belong where it stands
    .fix = Choose a scope of files in File, and one of e-mail in EmailData
digest-length = The digest “{ $found }” is not as { $algorithm } makes it: { $reason }
    .fix = Write the digest in base64; its algorithm decides its length
digest-algorithm = “{ $found }” is no algorithm that is known here, so nobody can compare the digest
    .fix = Use the URI of XML Signature, such as http://www.w3.org/2001/04/xmlenc#sha256
pattern-regex = “{ $found }” is no Extended Regular Expression of POSIX: { $reason }
    .fix = Correct the expression; escapes such as \d and lazy operators are not in POSIX
pattern-xpath = “{ $found }” is no expression of XPath 1.0: { $reason }
    .fix = Correct the expression
pattern-binary = “{ $found }” is no pattern of hexadecimal digits: { $reason }
    .fix = Write two hexadecimal digits for each octet
pattern-count = “{ $found }” is no count: { $reason }
    .fix = Give an offset from 0, an instance from 1
filetype = “{ $found }” is no media type: { $reason }
    .fix = Give a type such as application/pdf
filetype-unregistered = “{ $found }” is no top-level media type of the IANA registry
    .fix = Give a type such as application/pdf
filesize = “{ $found }” is no size of a file: { $reason }
    .fix = Give the size in octets
keyname = “{ $found }” is no key of the Windows registry: { $reason }
    .fix = Begin with the hive, such as HKEY_LOCAL_MACHINE\SOFTWARE

## Content: people, money, counters, languages, references

email-address = “{ $found }” is no e-mail address: { $reason }
    .fix = Give one address such as contact@csirt.example.com, without a name
phone = “{ $found }” is no telephone number: { $reason }
    .fix = Give digits after a plus sign and the code of the country
phone-national = “{ $found }” has no code of a country, so it cannot be called from another one
    .fix = Begin with a plus sign and the code of the country
postal-lines = The lines of a postal address are not separated as RFC 7970 says: { $reason }
    .fix = Put a dollar sign between lines; write \24 for a dollar sign and \5C for a backslash
url = “{ $found }” is no URL: { $reason }
    .fix = Give a scheme and only characters of RFC 3986; percent-encode others
currency = “{ $found }” is no currency of ISO 4217
    .fix = Give a code of three letters, such as EUR
currency-missing = The amount has no currency
    .fix = Set currency, such as EUR
counter-value = “{ $found }” counts nothing
    .fix = Give a number that is not negative
counter-duration = A { $type } with the duration { $duration } is a rate, which is not a { $type }
    .fix = Remove duration, or set type to average or peak
counter-rate = The rate has no duration that it is per
    .fix = Set duration, such as second
language-tag = “{ $found }” is no language tag: { $reason }
    .fix = Give a tag such as en or pt-BR
language-unregistered = “{ $subtag }” in the language tag “{ $found }” is not registered
    .fix = Give a registered language and region, such as en-GB
specindex-unregistered = “{ $found }” is no enumeration in the registry of RFC 7495
    .fix = Use 1 for CVE, or give the reference as URL and Description
reference-cve = “{ $found }” is no identifier of CVE: { $reason }
    .fix = Give an identifier such as CVE-2024-3094

sci-private-name-missing = { $class } is of a private specification, and ext-SpecID does not say which
    .fix = Set ext-SpecID to the identifier of the specification
sci-private-name-alone = { $class } names the specification “{ $found }” in ext-SpecID, though SpecID is not private
    .fix = Remove ext-SpecID, or set SpecID to private
sci-contentid = “{ $found }” is no identifier of an entry: { $reason }
    .fix = Give an identifier such as CVE-2024-3094, CWE-787 or CAPEC-66

## Reasons of content: `reason-CODE` and `part-CODE` fill { $reason } and { $part }

reason-character = { $character } cannot stand there
reason-empty = there is nothing
reason-escape = \{ $character } is not defined
reason-leading-zero = a number begins with 0
reason-leap-second = second 60 has no place in xs:dateTime
reason-length = { $expected } are needed, { $length } are there
reason-malformed = it cannot be read
reason-missing = { $part } is missing
reason-no-offset = the offset from UTC is missing
reason-no-such-date = there is no such date
reason-not-canonical = RFC 5952 writes it in small letters, without zeros in front, and shortens the longest run of zeros
reason-not-network = bits are set that a network or mask does not have
reason-not-punycode = what follows xn-- is no name
reason-nothing-to-repeat = an operator has nothing to repeat
reason-numeric-top-level = the last label is a number
reason-other-version = it is of the other version of IP
reason-range = it is not from { $least } to { $greatest }
reason-repeated = { $part } is there too often
reason-reversed = a range goes down
reason-too-long = it is longer than { $limit }
reason-unbalanced = { $character } has no partner
reason-uneven = a line has { $length } fields, the first one { $expected }
reason-unknown-name = it begins with a name that is not known

part-at = the @
part-close = the end of something that was begun
part-component = a part between separators
part-date = the date
part-digit = a digit
part-domain = the domain
part-double-colon = ::
part-field = a field between commas
part-group = a group of hexadecimal digits
part-hive = the hive, such as HKEY_LOCAL_MACHINE,
part-label = a label between dots
part-line = a line
part-local-part = what stands before the @
part-mask = an x in place of a digit
part-number = a number
part-octet = an octet
part-operand = what an operator works on
part-prefix = the slash and what follows it
part-scheme = the scheme, such as https:
part-second-label = a second label
part-subtag = a subtag
part-subtype = the subtype after the slash
part-time = the time
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
event-outside-incident = { $class } of an event is { $time }, outside of the times of the incident; that of the event counts
    .fix = Correct one of the times

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

rfc3067-6-1 = The incident does not say to whom it may be shown, and private is only implied
    .fix = Set the restriction
rfc3067-6-6 = The incident lacks the address of: { $missing }
    .fix = Add a System with the category and an address, or an AdditionalData named 3067-6.6-waiver that says why not
rfc3067-6-8 = The incident does not say how its creator can be reached
    .fix = Add a Contact with the role creator and an e-mail address, a telephone number or a postal address
rfc3067-6-9 = The incident does not say its impact
    .fix = Add an Assessment; an unknown impact is one too
rfc3067-6-11 = The incident goes from team to team without a History
    .fix = Add a HistoryItem that says what was done
rfc3067-6-12 = The incident has no time: neither of detection, nor of its start, nor of the report
    .fix = Add one of the times
rfc3067-6-13 = { $class } is { $time }, without an offset from UTC, so that nobody knows the instant
    .fix = Add the offset of the place of the event, such as +02:00
rfc3067-6-19 = { $class } does not say what it means
    .fix = Set meaning or formatid, or name whose extension it is in private-enum-name
