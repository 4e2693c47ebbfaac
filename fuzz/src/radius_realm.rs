//! User-Names and realm routing: the index finds the route that asking every route alone finds.

use radius::nai::{Check, Checks, ChecksConfig, MAX_USER_NAME_OCTETS, Nai, Preset, is_utf8_realm};
use radius::routing::{
    AttributeConfig, Decision, Kind, MatchConfig, Names, NumberedConfig, Request, RouteConfig,
    RoutingConfig, RoutingTable,
};

use crate::input::Input;

/// Routes of one table.
const MAX_LINES: usize = 32;

/// The input is a kind of request, a User-Name, two attributes, and a table: one condition on each
/// line, its first octet says of which kind.
pub fn check(data: &[u8]) {
    let mut input = Input::new(data);
    let kind = if input.bit() { Kind::Accounting } else { Kind::Access };
    let user_name = input.short();
    let attributes = [("Called-Station-Id", input.short()), ("NAS-Identifier", input.short())];
    name(user_name);

    let table = table(&String::from_utf8_lossy(input.rest()));
    let texts = |name: &str, visit: &mut dyn FnMut(&[u8])| {
        for (_, text) in attributes.iter().filter(|(other, _)| *other == name) {
            visit(text);
        }
    };
    let request = Request { kind, user_name: Some(user_name), attributes: &texts };
    let explanation = table.explain(&request);
    assert!(!explanation.to_string().chars().any(|char| char.is_control() && char != '\n'));
    if let Decision::Forward(route) = &explanation.decision {
        assert_eq!(route.path, explanation.candidates[0].path);
        let forwarded = route.user_name.as_deref();
        assert!(forwarded.is_none_or(|name| !name.is_empty() && name.len() < user_name.len()));
    } else {
        assert!(explanation.candidates.is_empty());
    }
}

fn name(text: &[u8]) {
    let Ok(nai) = Nai::parse(text, b"\\/") else {
        assert!(text.is_empty() || text.len() > MAX_USER_NAME_OCTETS);
        return;
    };
    if let Some(realm) = nai.realm() {
        assert_eq!([nai.local_part(), b"@", realm].concat(), text);
    }
    for check in Check::ALL {
        let config = ChecksConfig { also: vec![check], ..ChecksConfig::default() };
        if let Some(violation) = Checks::new(&config).first_violation(&nai) {
            assert!(violation.offset < text.len());
            assert!(!violation.to_string().is_empty());
        }
    }
    let strict = Checks::new(&ChecksConfig { preset: Preset::Rfc7542, ..ChecksConfig::default() });
    if strict.first_violation(&nai).is_none() {
        assert!(core::str::from_utf8(text).is_ok());
        assert!(nai.realm().is_none_or(is_utf8_realm));
    }
    if let Some(next) = nai.undecorated() {
        assert!(next.len() < text.len());
        let next = Nai::parse(&next, b"").expect("a shorter name that is not empty");
        assert!(next.realm().is_some_and(is_utf8_realm));
    }
}

/// The table of all lines that can be in one.
fn table(text: &str) -> RoutingTable {
    let mut config = RoutingConfig {
        decorated_realms: vec![String::from(".transit.example")],
        ..RoutingConfig::default()
    };
    config.routes.extend(text.lines().take(MAX_LINES).filter_map(route));
    let attribute = |name: &str| Some(name.to_owned());
    let names = Names { pool: &|_| true, attribute: &attribute };
    loop {
        match RoutingTable::new(&config, &names) {
            Ok(table) => return table,
            Err(error) => {
                assert!(!error.to_string().is_empty() && !error.code().is_empty());
                let rest = error.path.strip_prefix("routes[").expect("the fault of a route");
                let (position, _) = rest.split_once(']').expect("a position");
                config.routes.remove(position.parse().expect("a number"));
            }
        }
    }
}

fn route(line: &str) -> Option<RouteConfig> {
    let mut chars = line.chars();
    let kind = chars.next()?;
    let text = chars.as_str().to_owned();
    let attribute = AttributeConfig {
        name: String::from("NAS-Identifier"),
        equals: None,
        starts_with: None,
        ends_with: None,
        regex: None,
    };
    let number =
        |attribute: &str| NumberedConfig { attribute: attribute.to_owned(), prefix: text.clone() };
    let condition = match kind {
        'd' => MatchConfig::Default,
        'n' => MatchConfig::NoRealm,
        '@' => MatchConfig::Realm(text),
        '\\' => MatchConfig::PrefixRealm(text),
        '~' => MatchConfig::RealmRegex(text),
        '+' => MatchConfig::Numbered(number("Called-Station-Id")),
        '-' => MatchConfig::Numbered(number("NAS-Identifier")),
        '=' => MatchConfig::Attribute(AttributeConfig { equals: Some(text), ..attribute }),
        '<' => MatchConfig::Attribute(AttributeConfig { starts_with: Some(text), ..attribute }),
        '>' => MatchConfig::Attribute(AttributeConfig { ends_with: Some(text), ..attribute }),
        '/' => MatchConfig::Attribute(AttributeConfig { regex: Some(text), ..attribute }),
        _ => return None,
    };
    let strip_realm = matches!(
        condition,
        MatchConfig::Realm(_) | MatchConfig::PrefixRealm(_) | MatchConfig::RealmRegex(_)
    );
    Some(RouteConfig {
        condition,
        pool: Some(String::from("a")),
        access_pool: None,
        accounting_pool: None,
        reject: None,
        strip_realm,
    })
}
