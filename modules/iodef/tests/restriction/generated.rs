//! Whatever a document holds and however it is marked: nothing above the level is left.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use iodef::diagnostic::{Diagnostic, Severity};
use iodef::document::Document;
use iodef::profile::Profile;
use iodef::registry::Registry;
use iodef::restriction::{Audience, Rank, redact};
use iodef::structure::{self, AttributeDecl, Base, Class, IODEF_2, Schema};
use iodef::validation::{Options, validate};
use proptest::prelude::*;

use crate::parse;

/// Levels of elements beyond which only what is required is generated.
const DEPTH: usize = 9;

/// What no audience may see.
const HIDDEN: Option<Rank> = None;

/// Characters that no text of these documents needs.
const UNSEEN: [char; 7] =
    ['\u{200b}', '\u{200d}', '\u{202e}', '\u{2060}', '\u{fe0f}', '\u{feff}', '\u{e0041}'];

/// A document in which every value is a marker of its own, if its type allows one.
pub struct Generated {
    pub text: String,
    /// Each marker, and the level by the rules as they are written down here.
    pub markers: Vec<(String, Option<Rank>)>,
    ids: Vec<String>,
    state: u64,
    joined: Option<Joined>,
}

/// What makes documents of several seeds speak of the same incidents.
#[derive(Clone, Copy)]
pub struct Joined {
    /// Begins the markers of one document.
    pub prefix: char,
    /// What `default` and [`CLUB`] are taken for.
    pub arranged: Rank,
}

/// The `ext-restriction` that documents have in common which speak of the same incidents.
pub const CLUB: &str = "club";

impl Generated {
    fn new(seed: u64) -> Self {
        Self::made(seed, None)
    }

    pub fn joined(seed: u64, joined: Joined) -> Self {
        Self::made(seed, Some(joined))
    }

    fn made(seed: u64, joined: Option<Joined>) -> Self {
        let (text, markers, ids) = (String::new(), Vec::new(), Vec::new());
        let mut generated = Self { text, markers, ids, state: seed, joined };
        generated.document();
        generated
    }

    /// SplitMix64.
    fn below(&mut self, most: usize) -> usize {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % (most as u64)).unwrap()
    }

    fn one_in(&mut self, number: usize) -> bool {
        self.below(number) == 0
    }

    fn marker(&mut self, level: Option<Rank>) -> String {
        let prefix = self.joined.map_or('m', |joined| joined.prefix);
        let marker = format!("{prefix}{:06}z", self.markers.len());
        self.markers.push((marker.clone(), level));
        marker
    }

    fn document(&mut self) {
        let unused = self.marker(HIDDEN);
        let _ = write!(
            self.text,
            "<i:IODEF-Document version=\"2.00\" xml:lang=\"en\" xmlns:i=\"{IODEF_2}\" \
             xmlns:unused=\"urn:{unused}\">"
        );
        for _ in 0..=self.below(2) {
            let incident = Class::global(Schema::Common, IODEF_2, "Incident").unwrap();
            self.element(incident, Rank::Private, 0);
        }
        let extension = Class::global(Schema::Common, IODEF_2, "AdditionalData").unwrap();
        self.element(extension, Rank::Private, 0);
        self.text.push_str("</i:IODEF-Document>");
        self.hidden();
    }

    /// Things that nobody sees.
    fn hidden(&mut self) {
        match self.below(12) {
            0 => {
                let marker = self.marker(HIDDEN);
                let _ = write!(self.text, "<!-- {marker} -->");
            }
            1 => {
                let marker = self.marker(HIDDEN);
                let _ = write!(self.text, "<?{marker} data?>");
            }
            2 => self.text.push_str(" \t \n\t  "),
            _ => {}
        }
    }

    fn element(&mut self, class: Class, inherited: Rank, depth: usize) {
        let _ = write!(self.text, "<i:{}", class.name());
        let level = self.restriction(class, inherited);
        if self.joined.is_some() && matches!(class.name(), "IncidentID" | "IndicatorID") {
            let number = self.below(2);
            let version = if class.name() == "IndicatorID" { " version=\"1\"" } else { "" };
            let name = class.name();
            let _ = write!(self.text, " name=\"a.example\"{version}>i-{number}</i:{name}>");
            return;
        }
        for declaration in class.attributes() {
            self.attribute(class, declaration, level);
        }
        self.text.push('>');
        if class.any() {
            self.extension(level);
        } else if let Some(data_type) = class.text() {
            let value = self.value(data_type.base(), level);
            self.text.push_str(&value);
            if class.attribute("translation-id").is_some() {
                self.unseen();
            }
        }
        if !class.any() {
            self.members(class, level, depth);
        }
        let _ = write!(self.text, "</i:{}>", class.name());
        if depth > 0 {
            self.hidden();
        }
    }

    /// RFC 7970 section 3.3.1, written a second time.
    fn restriction(&mut self, class: Class, inherited: Rank) -> Rank {
        let arranged = self.joined.map_or(Rank::Private, |joined| joined.arranged);
        let tokens = [
            ("public", Rank::Public),
            ("white", Rank::Public),
            ("partner", Rank::Partner),
            ("green", Rank::Partner),
            ("need-to-know", Rank::NeedToKnow),
            ("amber", Rank::NeedToKnow),
            ("private", Rank::Private),
            ("red", Rank::Private),
            ("default", arranged),
        ];
        let carries = class.attribute("restriction").is_some();
        if carries && !self.one_in(3) {
            let choice = self.below(tokens.len() + 1);
            let Some((token, level)) = tokens.get(choice) else {
                let club = match self.joined {
                    Some(_) => CLUB.to_owned(),
                    None => self.marker(Some(Rank::Private)),
                };
                let _ = write!(self.text, " restriction=\"ext-value\" ext-restriction=\"{club}\"");
                return arranged;
            };
            let _ = write!(self.text, " restriction=\"{token}\"");
            return *level;
        }
        match class.name() {
            "Incident" => Rank::Private,
            "EventData" | "Expectation" => inherited.max(arranged),
            _ => inherited,
        }
    }

    fn attribute(&mut self, class: Class, declaration: AttributeDecl, level: Rank) {
        let name = declaration.name();
        let is_extension = class.attributes().any(|other| other.extension() == Some(name));
        if name == "restriction" || is_extension || !(declaration.required() || self.one_in(3)) {
            return;
        }
        let name = if name == "lang" { "xml:lang" } else { name };
        if let Some(values) = declaration.enumeration() {
            let values: Vec<&str> = values.values().collect();
            let choice = self.below(values.len());
            match (values[choice], declaration.extension()) {
                ("ext-value", Some(extension)) => {
                    let marker = self.marker(Some(level));
                    let _ = write!(self.text, " {name}=\"ext-value\" {extension}=\"{marker}\"");
                }
                ("ext-value", None) => {}
                (value, _) => {
                    let _ = write!(self.text, " {name}=\"{value}\"");
                }
            }
            return;
        }
        let value = match declaration.data_type().base() {
            Base::Id => self.id(level),
            Base::IdRef => match self.ids.len() {
                0 => return,
                count => {
                    let choice = self.below(count);
                    self.ids[choice].clone()
                }
            },
            base => self.value(base, level),
        };
        let value = declaration.fixed().unwrap_or(&value);
        let _ = write!(self.text, " {name}=\"{value}");
        if declaration.data_type().base() == Base::String && declaration.fixed().is_none() {
            self.unseen();
        }
        self.text.push('"');
    }

    fn unseen(&mut self) {
        if self.one_in(4) {
            let choice = self.below(UNSEEN.len());
            self.text.push(UNSEEN[choice]);
        }
    }

    fn id(&mut self, level: Rank) -> String {
        let id = match self.joined {
            Some(_) => format!("o-{}", self.below(4)),
            None => self.marker(Some(level)),
        };
        self.ids.push(id.clone());
        id
    }

    fn value(&mut self, base: Base, level: Rank) -> String {
        match base {
            Base::String | Base::NmToken | Base::NcName => self.marker(Some(level)),
            Base::Id => self.id(level),
            Base::AnyUri => format!("http://a.example/{}", self.marker(Some(level))),
            Base::Boolean => "true".to_owned(),
            Base::Language => "en".to_owned(),
            Base::DateTime => "2015-10-02T11:18:00-05:00".to_owned(),
            Base::Base64Binary => "AAAA".to_owned(),
            Base::Timezone => "+01:00".to_owned(),
            Base::Portlist => "22,80-90".to_owned(),
            _ => "7".to_owned(),
        }
    }

    fn extension(&mut self, level: Rank) {
        if self.one_in(2) {
            let text = self.marker(Some(level));
            self.text.push_str(&text);
            return;
        }
        let [namespace, attribute, text] = [0; 3].map(|_| self.marker(Some(level)));
        let _ = write!(
            self.text,
            "<x:a xmlns:x=\"urn:{namespace}\" b=\"{attribute}\"><x:c>{text}</x:c></x:a>"
        );
    }

    fn members(&mut self, class: Class, level: Rank, depth: usize) {
        let choices = class.choices();
        let chosen: BTreeMap<u8, usize> = choices
            .iter()
            .map(|choice| {
                let of_group: Vec<usize> = (0_usize..)
                    .zip(class.members())
                    .filter(|(_, it)| {
                        it.choice_group() == Some(choice.group)
                            && it.class().is_some_and(can_be_made)
                    })
                    .filter(|(_, it)| depth < DEPTH || !is_container(it.class()))
                    .map(|(index, _)| index)
                    .collect();
                let index = self.below(of_group.len().max(1));
                (choice.group, of_group.get(index).copied().unwrap_or(usize::MAX))
            })
            .collect();
        for (index, member) in class.members().enumerate() {
            let Some(of_member) = member.class().filter(|class| can_be_made(*class)) else {
                continue;
            };
            let count = match member.choice_group() {
                Some(group) => usize::from(chosen.get(&group) == Some(&index)),
                None if member.min() > 0 => {
                    1 + usize::from(member.max().is_none() && self.one_in(2))
                }
                None if depth >= DEPTH => 0,
                None => usize::from(self.one_in(2 + depth)),
            };
            for _ in 0..count {
                self.hidden();
                self.element(of_member, level, depth + 1);
            }
        }
    }
}

/// Elements of other schemas than IODEF's own are not made here, and neither is what needs them.
fn can_be_made(class: Class) -> bool {
    class.namespace() == IODEF_2
        && class.text().is_none_or(|text| text.base() != Base::Nothing)
        && class.name() != "ObservableReference"
        && class.members().all(|member| member.min() == 0 || member.namespace() == IODEF_2)
}

fn is_container(class: Option<Class>) -> bool {
    class.is_some_and(|class| class.members().len() > 0)
}

pub fn structural_errors(document: &Document) -> Vec<Diagnostic> {
    let mut errors = Vec::new();
    structure::check(document, Schema::Common, &Registry::default(), &mut |it| errors.push(it));
    errors
}

/// How often each rule is broken.
fn errors(document: &Document) -> BTreeMap<&'static str, usize> {
    let options =
        Options { profile: Profile::Common, max_diagnostics: usize::MAX, ..Options::default() };
    let mut errors = BTreeMap::new();
    for found in validate(document, &options).diagnostics {
        if found.severity == Severity::Error {
            *errors.entry(found.rule).or_insert(0) += 1;
        }
    }
    errors
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn nothing_above_the_level_is_left_and_what_was_valid_stays_valid(seed in any::<u64>()) {
        let generated = Generated::new(seed);
        let document = parse(&generated.text);
        let before = errors(&document);
        let is_valid = structural_errors(&document).is_empty();
        for highest in Rank::ALL {
            let Ok(redacted) = redact(&document, &Audience::new(highest)) else {
                prop_assert!(highest < Rank::Private);
                continue;
            };
            for (marker, level) in &generated.markers {
                let may_be_seen = level.is_some_and(|level| level <= highest);
                let is_seen = redacted.text.contains(marker.as_str());
                prop_assert!(may_be_seen || !is_seen, "{marker} {level:?} in {}", redacted.text);
                let stays = highest == Rank::Private && level.is_some();
                prop_assert!(!stays || is_seen, "{marker} is missing in {}", redacted.text);
            }
            prop_assert!(!redacted.text.contains(UNSEEN), "{}", redacted.text);
            if highest == Rank::Private {
                let all = generated.text.matches(UNSEEN).count();
                prop_assert_eq!(redacted.report.hidden.invisible, all);
            }
            let result = parse(&redacted.text);
            if is_valid {
                let found = structural_errors(&result);
                prop_assert!(found.is_empty(), "{found:?} in {}", redacted.text);
            }
            for (rule, count) in errors(&result) {
                let of_original = before.get(rule).copied().unwrap_or(0);
                prop_assert!(count <= of_original, "{rule} {count} times in {}", redacted.text);
            }
        }
    }
}

#[test]
fn the_documents_of_this_test_are_such_as_the_structure_allows() {
    let count = 200;
    let valid = (0..count)
        .filter(|seed| structural_errors(&parse(&Generated::new(*seed).text)).is_empty())
        .count();
    assert!(valid * 2 > usize::try_from(count).unwrap(), "{valid} of {count}");
}
