# Messages of the rules in rules.toml and of structural validation.
# `.fix` says what to do.

contact-empty = { $class } is empty; it needs at least one of { $children }
    .fix = Add a name, an address or another way to reach the contact, or remove the contact
relatedactivity-empty = { $class } relates nothing; it needs at least one of { $children }
    .fix = Name the incident, actor or campaign, or describe the relation
threatactor-empty = { $class } is empty; it needs at least one of { $children }
    .fix = Name the actor or give a URL about it
