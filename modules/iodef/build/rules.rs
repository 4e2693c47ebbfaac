//! Turns `rules.toml` into tables, and lists the locales.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;

use serde::Deserialize;

const PROFILES: [&str; 5] = ["rfc7970", "schema_a", "schema_b", "strict3067", "common"];
const FIXES: [&str; 8] = [
    "add_child",
    "choose_value",
    "declare",
    "edit_value",
    "none",
    "remove",
    "remove_attribute",
    "set_attribute",
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    rule: Vec<Rule>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rule {
    id: String,
    #[serde(default)]
    scope: Scope,
    on: Vec<String>,
    check: String,
    section: String,
    xpath: String,
    severity: Severities,
    fix: String,
    // What the tests read.
    #[serde(rename = "failing")]
    _failing: toml::Value,
    #[serde(rename = "passing")]
    _passing: toml::Value,
    #[serde(rename = "also", default)]
    _also: Vec<String>,
    #[serde(rename = "options", default)]
    _options: Option<toml::Value>,
}

#[derive(Deserialize, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "snake_case")]
enum Scope {
    #[default]
    Element,
    Subtree,
    Document,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "snake_case")]
enum Severity {
    Error,
    Warning,
    Info,
    Off,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Severities {
    Same(Severity),
    Each(BTreeMap<String, Severity>),
}

/// Writes `rules.rs` and `locales.rs` into the output directory.
pub fn generate(crate_dir: &Path, out_dir: &Path) -> Result<(), Box<dyn Error>> {
    let path = crate_dir.join("rules.toml");
    println!("cargo::rerun-if-changed={}", path.display());
    let file: File = toml::from_str(&std::fs::read_to_string(&path)?)?;
    std::fs::write(out_dir.join("rules.rs"), tables(&file.rule)?)?;
    std::fs::write(out_dir.join("locales.rs"), locales(&crate_dir.join("locales"))?)?;
    Ok(())
}

fn tables(rules: &[Rule]) -> Result<String, Box<dyn Error>> {
    let mut seen = BTreeSet::new();
    let mut rows = String::new();
    let mut ids = String::new();
    // Checks in the order of their first rule: that is the order in which an element is checked.
    let mut checks: Vec<(&str, Scope, BTreeSet<&str>, Vec<usize>)> = Vec::new();
    for (index, rule) in rules.iter().enumerate() {
        let id = &rule.id;
        if !seen.insert(id) {
            return Err(format!("rules.toml: {id} is there twice").into());
        }
        if !FIXES.contains(&rule.fix.as_str()) {
            return Err(format!("rules.toml: {id}: {} is no kind of fix", rule.fix).into());
        }
        writeln!(
            rows,
            "Rule {{ id: {id:?}, severity: [{}], scope: Scope::{}, section: {:?}, #[cfg(feature = \"messages\")] xpath: {:?}, fix: Fix::{} }},",
            severities(id, &rule.severity)?,
            match rule.scope {
                Scope::Element => "Element",
                Scope::Subtree => "Subtree",
                Scope::Document => "Document",
            },
            rule.section,
            rule.xpath,
            camel_case(&rule.fix),
        )?;
        writeln!(
            ids,
            "/// Rule `{id}`.\npub(crate) const {}: RuleId = RuleId({index});",
            constant(id)
        )?;
        match checks.iter_mut().find(|check| check.0 == rule.check) {
            None => checks.push((
                &rule.check,
                rule.scope,
                rule.on.iter().map(String::as_str).collect(),
                vec![index],
            )),
            Some(check) => {
                if (check.1 == Scope::Document) != (rule.scope == Scope::Document) {
                    return Err(format!("rules.toml: {id}: scope differs from its check's").into());
                }
                check.2.extend(rule.on.iter().map(String::as_str));
                check.3.push(index);
            }
        }
    }
    let mut out = format!("pub(super) static RULES: [Rule; {}] = [\n{rows}];\n", rules.len());
    writeln!(out, "pub(crate) static CHECKS: [Check; {}] = [", checks.len())?;
    for (name, scope, on, rules) in checks {
        let kind = if scope == Scope::Document { "Document" } else { "Element" };
        writeln!(
            out,
            "Check {{ run: Run::{kind}(super::{name}), on: {:?}, rules: &[{}] }},",
            on.into_iter().collect::<Vec<_>>().join(" "),
            rules.iter().map(|index| format!("RuleId({index})")).collect::<Vec<_>>().join(", "),
        )?;
    }
    writeln!(
        out,
        "];\n/// A constant for each rule.\npub(crate) mod id {{\nuse super::RuleId;\n{ids}}}"
    )?;
    Ok(out)
}

/// `3067-6.6` becomes `RFC3067_6_6`, `contact-empty` becomes `CONTACT_EMPTY`.
fn constant(id: &str) -> String {
    let prefix = if id.starts_with(|first: char| first.is_ascii_digit()) { "RFC" } else { "" };
    format!("{prefix}{}", id.to_uppercase().replace(['-', '.'], "_"))
}

fn severities(id: &str, severities: &Severities) -> Result<String, Box<dyn Error>> {
    let each: Vec<Severity> = match severities {
        Severities::Same(severity) => vec![*severity; PROFILES.len()],
        Severities::Each(map) => {
            if let Some(unknown) =
                map.keys().find(|key| *key != "default" && !PROFILES.contains(&key.as_str()))
            {
                return Err(format!("rules.toml: {id}: {unknown} is no profile").into());
            }
            PROFILES
                .iter()
                .map(|profile| {
                    map.get(*profile)
                        .or_else(|| map.get("default"))
                        .copied()
                        .ok_or_else(|| format!("rules.toml: {id}: no severity for {profile}"))
                })
                .collect::<Result<_, _>>()?
        }
    };
    Ok(each
        .into_iter()
        .map(|severity| match severity {
            Severity::Error => "Some(Severity::Error)",
            Severity::Warning => "Some(Severity::Warning)",
            Severity::Info => "Some(Severity::Info)",
            Severity::Off => "None",
        })
        .collect::<Vec<_>>()
        .join(", "))
}

fn camel_case(name: &str) -> String {
    name.split('_')
        .map(|word| {
            let mut chars = word.chars();
            chars
                .next()
                .map(|first| first.to_uppercase().collect::<String>() + chars.as_str())
                .unwrap_or_default()
        })
        .collect()
}

/// The rule messages of each language, as `(tag, text)`.
fn locales(dir: &Path) -> Result<String, Box<dyn Error>> {
    println!("cargo::rerun-if-changed={}", dir.display());
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(dir)? {
        let entry = entry?;
        let file = entry.path().join("rules.ftl");
        if file.exists() {
            println!("cargo::rerun-if-changed={}", file.display());
            found.insert(entry.file_name().to_string_lossy().into_owned(), file);
        }
    }
    let mut out = format!("static LOCALES: [(&str, &str); {}] = [\n", found.len());
    for (language, file) in found {
        writeln!(out, "({language:?}, include_str!({:?})),", file.display().to_string())?;
    }
    out.push_str("];\n");
    Ok(out)
}
