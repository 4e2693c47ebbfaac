# Why something was refused, by the code of the core (`Error::code`) or of the session.

# Text that is not well-formed

fault-encoding = Some of it is not text in its encoding
fault-encoding_mismatch = The declared encoding is not the one it is written in
fault-character = There is a character that XML does not allow
fault-declaration = The XML declaration is wrong
fault-declaration_place = An XML declaration may stand only at the very beginning
fault-doctype = Documents with a DOCTYPE are refused: remove it
fault-markup = There is markup that XML does not know
fault-unclosed = The text ends before something was finished
fault-unclosed_element = An element is never ended
fault-end_tag = The end tag does not belong to the element that is open
fault-stray_end_tag = There is an end tag where no element is open
fault-no_element = There is no element
fault-second_element = There is a second document element, and only one is allowed
fault-text_outside = There is text outside the document element
fault-name = A name is not allowed in XML
fault-prefix = A prefix is not declared
fault-namespace_declaration = A namespace is declared in a way that is not allowed
fault-duplicate_attribute = An attribute stands twice in one tag
fault-tag = A tag is written wrongly
fault-less_than_in_attribute = The sign < may not stand in an attribute: write &lt;
fault-reference = A reference is wrong: write &amp; for the sign &
fault-character_reference = A reference is to a character that XML does not allow
fault-cdata_end = The signs ]]> may not stand in text: write ]]&gt;
fault-double_hyphen = Two hyphens may not stand in a comment
fault-too_large = It is larger than a limit allows
fault-unsupported_encoding = This encoding is not read: save it as UTF-8

# JSON and version 1

fault-json_syntax = This is not JSON
fault-json_doubled_member = A member stands twice in one object
fault-json_too_large = It is larger than a limit allows
fault-json_unknown_member = A member is not known
fault-json_missing_member = A member is missing
fault-json_type = A value is of the wrong kind
fault-json_version = This version is not read
fault-json_base64 = A value is not Base64
fault-convert_version = This is not the version that can be converted
fault-convert_interval = A date, or a time with its offset from UTC, is needed
fault-convert_too_large = It is more than a limit allows
fault-convert_nothing = There is nothing to take

# Edits

fault-edit_range = That place is no longer in the text
fault-edit_no_element = There is no such element any more
fault-edit_character = There is a character that XML does not allow
fault-edit_holds_elements = It holds elements, and text is set in those
fault-edit_attribute_name = That is not the name of an attribute
fault-edit_not_allowed = It can hold no more of these
fault-edit_root = The document itself can be neither removed nor moved
fault-edit_move = It cannot be moved that far
fault-edit_nesting = It is nested too deeply
fault-no_carrier = Nothing here can carry a restriction: mark the incident
fault-not_version_2 = The document is of version 1: convert it first
fault-nothing_left = Nothing would be left for these readers
fault-signature = It cannot be signed

# The session

fault-no_such_element = There is no such element any more
fault-no_document = There is no document that can be read
fault-readonly = The document is read only
fault-closed = The document was closed
fault-stopped = This was stopped
fault-worker = A part of the editor does not work: load the page again
