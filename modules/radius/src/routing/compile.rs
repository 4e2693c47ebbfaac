//! From the configuration to rules, with everything refused that cannot work.

use std::collections::BTreeMap;

use regex_lite::RegexBuilder;

use super::condition::{Condition, MAX_NUMBER_DIGITS, Pattern, Test};
use super::config::{AttributeConfig, MatchConfig, NumberedConfig, RouteConfig, RoutingConfig};
use super::error::{ConfigError, ConfigProblem, Paths};
use super::index::RealmTrie;
use super::{Action, Names, Rule};
use crate::nai::{RealmPattern, RealmPatternError};

/// The most routes of one table.
pub const MAX_ROUTES: usize = 16_384;
/// The most routes that are tried one by one: regular expressions, and attributes by beginning or
/// end.
pub const MAX_LINEAR_ROUTES: usize = 256;
/// The longest regular expression in octets.
pub const MAX_REGEX_OCTETS: usize = 1_024;
/// The memory in octets that one compiled regular expression may take. Matching takes time in
/// proportion to it and to the text, and no pattern takes more.
pub const MAX_REGEX_MEMORY: usize = 16_384;
/// The longest realm and the longest attribute value in a condition, in octets.
pub const MAX_VALUE_OCTETS: usize = 253;
/// The most characters that end a prefix realm.
pub const MAX_PREFIX_DELIMITERS: usize = 4;

/// The rules of a configuration, in its order.
pub(super) fn rules(config: &RoutingConfig, names: &Names<'_>) -> Result<Vec<Rule>, ConfigError> {
    at_most(config.routes.len(), MAX_ROUTES, "routes")?;
    let mut rules = Vec::with_capacity(config.routes.len());
    for (position, route) in config.routes.iter().enumerate() {
        let path = format!("routes[{position}]");
        let delimiters = &config.nai.prefix_delimiters;
        let condition = condition(&route.condition, delimiters, &path, names)?;
        let action = action(route, &condition, &path, names)?;
        rules.push(Rule { path, condition, action, strip_realm: route.strip_realm });
    }
    let linear = rules.iter().filter(|rule| is_linear(&rule.condition)).count();
    at_most(linear, MAX_LINEAR_ROUTES, "routes")?;
    refuse_duplicates(&rules)?;
    refuse_unreachable(&rules)?;
    Ok(rules)
}

/// The characters that end a prefix realm.
pub(super) fn prefix_delimiters(written: &[String]) -> Result<Vec<u8>, ConfigError> {
    let path = "nai.prefix_delimiters";
    at_most(written.len(), MAX_PREFIX_DELIMITERS, path)?;
    let mut delimiters = Vec::with_capacity(written.len());
    for (position, text) in written.iter().enumerate() {
        match text.as_bytes() {
            [octet] if b"\\/%:;|&#$^".contains(octet) && !delimiters.contains(octet) => {
                delimiters.push(*octet);
            }
            _ => {
                let problem = ConfigProblem::BadDelimiter(text.clone());
                return Err(ConfigError::new(format!("{path}[{position}]"), problem));
            }
        }
    }
    Ok(delimiters)
}

/// The realms for which decorated names are converted.
pub(super) fn decorated_realms(written: &[String]) -> Result<RealmTrie, ConfigError> {
    at_most(written.len(), MAX_ROUTES, "decorated_realms")?;
    let mut realms = RealmTrie::default();
    for (position, text) in written.iter().enumerate() {
        let path = format!("decorated_realms[{position}]");
        match realm(text, &path)? {
            Condition::AnyRealm => {
                return Err(ConfigError::new(path, ConfigProblem::BadRealm(text.clone())));
            }
            condition => realms.insert(&condition, position),
        }
    }
    Ok(realms)
}

fn condition(
    written: &MatchConfig,
    delimiters: &[String],
    path: &str,
    names: &Names<'_>,
) -> Result<Condition, ConfigError> {
    match written {
        MatchConfig::Default => Ok(Condition::Default),
        MatchConfig::NoRealm => Ok(Condition::NoRealm),
        MatchConfig::Realm(text) => realm(text, &format!("{path}.match.realm")),
        MatchConfig::PrefixRealm(text) => {
            prefix_realm(text, delimiters, format!("{path}.match.prefix_realm"))
        }
        MatchConfig::RealmRegex(text) => {
            Ok(Condition::RealmRegex(pattern(text, true, format!("{path}.match.realm_regex"))?))
        }
        MatchConfig::Numbered(numbered) => {
            self::numbered(numbered, &format!("{path}.match.numbered"), names)
        }
        MatchConfig::Attribute(written) => {
            attribute(written, &format!("{path}.match.attribute"), names)
        }
    }
}

fn realm(text: &str, path: &str) -> Result<Condition, ConfigError> {
    at_most(text.len(), MAX_VALUE_OCTETS, path)?;
    match RealmPattern::parse(text) {
        Ok(RealmPattern::Any) => Ok(Condition::AnyRealm),
        Ok(RealmPattern::Exact(name)) => Ok(Condition::Realm(name)),
        Ok(RealmPattern::Below(name)) => Ok(Condition::Below(name)),
        Ok(RealmPattern::AtOrBelow(name)) => Ok(Condition::AtOrBelow(name)),
        Err(RealmPatternError::NotARealm) => {
            Err(ConfigError::new(path, ConfigProblem::BadRealm(text.to_owned())))
        }
        Err(RealmPatternError::SingleLabel) => {
            Err(ConfigError::new(path, ConfigProblem::SingleLabel(text.to_owned())))
        }
    }
}

fn prefix_realm(text: &str, delimiters: &[String], path: String) -> Result<Condition, ConfigError> {
    at_most(text.len(), MAX_VALUE_OCTETS, &path)?;
    let is_split = delimiters.iter().any(|delimiter| text.contains(delimiter.as_str()));
    if text.is_empty() || is_split || delimiters.is_empty() {
        return Err(ConfigError::new(path, ConfigProblem::BadRealm(text.to_owned())));
    }
    Ok(match text {
        "*" => Condition::AnyPrefixRealm,
        _ => Condition::PrefixRealm(text.to_ascii_lowercase()),
    })
}

fn numbered(
    written: &NumberedConfig,
    path: &str,
    names: &Names<'_>,
) -> Result<Condition, ConfigError> {
    let attribute = known(&written.attribute, format!("{path}.attribute"), names)?;
    let prefix = &written.prefix;
    let is_number = prefix.bytes().all(|octet| octet.is_ascii_digit());
    if !is_number || !(1..=MAX_NUMBER_DIGITS).contains(&prefix.len()) {
        let problem = ConfigProblem::BadNumber(prefix.clone());
        return Err(ConfigError::new(format!("{path}.prefix"), problem));
    }
    Ok(Condition::Numbered { attribute, prefix: prefix.clone() })
}

fn attribute(
    written: &AttributeConfig,
    path: &str,
    names: &Names<'_>,
) -> Result<Condition, ConfigError> {
    let name = known(&written.name, format!("{path}.name"), names)?;
    let AttributeConfig { equals, starts_with, ends_with, regex, .. } = written;
    let mut tests = Vec::new();
    for (value, key, make) in [
        (equals, "equals", Test::Equals as fn(String) -> Test),
        (starts_with, "starts_with", Test::StartsWith),
        (ends_with, "ends_with", Test::EndsWith),
    ] {
        let Some(value) = value else { continue };
        at_most(value.len(), MAX_VALUE_OCTETS, &format!("{path}.{key}"))?;
        tests.push(make(value.clone()));
    }
    if let Some(text) = regex {
        tests.push(Test::Regex(pattern(text, false, format!("{path}.regex"))?));
    }
    match (tests.pop(), tests.is_empty()) {
        (Some(test), true) => Ok(Condition::Attribute { name, test }),
        _ => Err(ConfigError::new(path, ConfigProblem::OneTest)),
    }
}

/// The name of an attribute by which accounting finds the same way as authentication.
fn known(name: &str, path: String, names: &Names<'_>) -> Result<String, ConfigError> {
    let Some(name) = (names.attribute)(name) else {
        return Err(ConfigError::new(path, ConfigProblem::UnknownAttribute(name.to_owned())));
    };
    if NOT_IN_ACCOUNTING.iter().any(|other| other.eq_ignore_ascii_case(&name)) {
        return Err(ConfigError::new(path, ConfigProblem::NotInAccounting(name)));
    }
    Ok(name)
}

/// A regular expression that must meet the whole text.
fn pattern(text: &str, case_insensitive: bool, path: String) -> Result<Pattern, ConfigError> {
    at_most(text.len(), MAX_REGEX_OCTETS, &path)?;
    let compile = |text: &str| {
        let mut builder = RegexBuilder::new(text);
        builder.case_insensitive(case_insensitive).size_limit(MAX_REGEX_MEMORY).build()
    };
    // The pattern must be one by itself: `a)|(b` would be one only inside of the group.
    let whole = compile(text).and_then(|_| compile(&format!(r"\A(?:{text})\z")));
    match whole {
        Ok(regex) => Ok(Pattern { text: text.to_owned(), regex }),
        Err(error) => Err(ConfigError::new(path, ConfigProblem::BadRegex(error.to_string()))),
    }
}

fn action(
    route: &RouteConfig,
    condition: &Condition,
    path: &str,
    names: &Names<'_>,
) -> Result<Action, ConfigError> {
    let RouteConfig { pool, access_pool, accounting_pool, reject, .. } = route;
    for (name, key) in
        [(pool, "pool"), (access_pool, "access_pool"), (accounting_pool, "accounting_pool")]
    {
        let Some(name) = name else { continue };
        if !(names.pool)(name) {
            let problem = ConfigProblem::UnknownPool(name.clone());
            return Err(ConfigError::new(format!("{path}.{key}"), problem));
        }
    }
    if route.strip_realm && !condition.is_on_realm() && !condition.is_on_prefix_realm() {
        let path = format!("{path}.strip_realm");
        return Err(ConfigError::new(path, ConfigProblem::NothingToStrip));
    }
    let conflict = |one, other| Err(ConfigError::new(path, ConfigProblem::Conflict(one, other)));
    match (pool, access_pool, accounting_pool, reject) {
        (Some(pool), None, None, None) => {
            Ok(Action::Forward { access_pool: pool.clone(), accounting_pool: pool.clone() })
        }
        (None, Some(access_pool), Some(accounting_pool), None) => Ok(Action::Forward {
            access_pool: access_pool.clone(),
            accounting_pool: accounting_pool.clone(),
        }),
        (None, None, accounting_pool, Some(reject)) => {
            let reply_message = reject.reply_message.clone();
            let path = format!("{path}.reject.reply_message");
            at_most(reply_message.as_ref().map_or(0, String::len), MAX_VALUE_OCTETS, &path)?;
            Ok(Action::Reject { reply_message, accounting_pool: accounting_pool.clone() })
        }
        (Some(_), _, _, Some(_)) => conflict("pool", "reject"),
        (_, Some(_), _, Some(_)) => conflict("access_pool", "reject"),
        (Some(_), Some(_), ..) => conflict("pool", "access_pool"),
        (Some(_), _, Some(_), _) => conflict("pool", "accounting_pool"),
        _ => Err(ConfigError::new(path, ConfigProblem::NoAction)),
    }
}

fn refuse_duplicates(rules: &[Rule]) -> Result<(), ConfigError> {
    let mut seen = BTreeMap::new();
    for rule in rules {
        if let Some(first) = seen.insert(rule.condition.to_string(), &rule.path) {
            let problem = ConfigProblem::Duplicate { first: first.clone() };
            return Err(ConfigError::new(format!("{}.match", rule.path), problem));
        }
    }
    Ok(())
}

/// Conditions differ here, but others together may still leave nothing to one of them.
fn refuse_unreachable(rules: &[Rule]) -> Result<(), ConfigError> {
    let paths: BTreeMap<String, &String> =
        rules.iter().map(|rule| (rule.condition.to_string(), &rule.path)).collect();
    let mut earlier: Vec<(&str, &Test, &String)> = Vec::new();
    for rule in rules {
        let by: Option<Vec<String>> = match &rule.condition {
            Condition::AtOrBelow(name) => {
                [Condition::Realm(name.clone()), Condition::Below(name.clone())]
                    .iter()
                    .map(|condition| paths.get(&condition.to_string()).map(|path| (*path).clone()))
                    .collect()
            }
            Condition::Attribute { name, test } => {
                let covering = earlier
                    .iter()
                    .find(|(other_name, other, _)| other_name == name && other.covers(test));
                let by = covering.map(|(_, _, path)| [(*path).clone()].into());
                if is_linear(&rule.condition) {
                    earlier.push((name, test, &rule.path));
                }
                by
            }
            _ => None,
        };
        if let Some(by) = by {
            let problem = ConfigProblem::Unreachable { by: Paths(by) };
            return Err(ConfigError::new(format!("{}.match", rule.path), problem));
        }
    }
    Ok(())
}

fn is_linear(condition: &Condition) -> bool {
    match condition {
        Condition::RealmRegex(_) => true,
        Condition::Attribute { test, .. } => !matches!(test, Test::Equals(_)),
        _ => false,
    }
}

fn at_most(found: usize, limit: usize, path: &str) -> Result<(), ConfigError> {
    if found <= limit {
        return Ok(());
    }
    Err(ConfigError::new(path, ConfigProblem::TooLarge { found, limit }))
}

/// What RFC 2866 section 5.13 and RFC 3579 section 3.3 keep out of Accounting-Requests.
const NOT_IN_ACCOUNTING: [&str; 7] = [
    "User-Password",
    "CHAP-Password",
    "CHAP-Challenge",
    "Reply-Message",
    "State",
    "EAP-Message",
    "Message-Authenticator",
];
