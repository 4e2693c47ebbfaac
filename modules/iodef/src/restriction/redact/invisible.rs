//! Characters that nobody sees, and which of them do something.
//!
//! Those of Unicode's property Default_Ignorable_Code_Point and the interlinear annotations can hold
//! a message between the letters of any text. One stays where its script gives it a function:
//!
//! - U+200C and U+200D after a letter or sign of a script that joins its letters, and U+200D between
//!   two pictographs;
//! - U+200B between letters of scripts that do not part words;
//! - marks, embeddings and isolates of the bidirectional algorithm in a text that has letters which
//!   run from right to left; a mark beside another such control does nothing;
//! - a variation selector after a character that has variants, tags in the three flags that are
//!   made of them, and the fillers, selectors and joiners of Hangul, Mongolian and Hebrew beside
//!   their letters.

use std::borrow::Cow;

/// Flags of parts of countries (Unicode Technical Standard 51, annex C.1).
const FLAGS: [&str; 3] = [
    "\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
    "\u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
    "\u{1f3f4}\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f}",
];

/// A text without the characters that nobody sees and that do nothing.
pub(super) struct Stripped<'t> {
    pub(super) text: Cow<'t, str>,
    pub(super) removed: usize,
    /// Those that stay because they do something.
    pub(super) kept: usize,
}

/// How many characters of a text nobody sees.
pub(super) fn count(text: &str) -> usize {
    if text.is_ascii() { 0 } else { text.chars().filter(|c| is_invisible(*c)).count() }
}

pub(super) fn strip(text: &str) -> Stripped<'_> {
    let total = count(text);
    if total == 0 {
        return Stripped { text: Cow::Borrowed(text), removed: 0, kept: 0 };
    }
    let runs_left = text.chars().any(runs_from_right_to_left);
    let mut out = String::with_capacity(text.len());
    let mut kept: usize = 0;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let flag = FLAGS.iter().find(|flag| rest.starts_with(**flag)).copied();
        let written = flag.unwrap_or_else(|| rest.get(..c.len_utf8()).unwrap_or_default());
        rest = rest.get(written.len()..).unwrap_or_default();
        let place =
            Place { before: out.chars().next_back(), after: rest.chars().next(), runs_left };
        if flag.is_some() || !is_invisible(c) || place.is_function(c) {
            kept = kept.saturating_add(count(written));
            out.push_str(written);
        }
    }
    let removed = total.saturating_sub(kept);
    let text = if removed == 0 { Cow::Borrowed(text) } else { Cow::Owned(out) };
    Stripped { text, removed, kept }
}

/// What a character stands between.
struct Place {
    before: Option<char>,
    after: Option<char>,
    /// Whether the text has letters that run from right to left.
    runs_left: bool,
}

impl Place {
    fn is_function(&self, c: char) -> bool {
        let before = |is: fn(char) -> bool| self.before.is_some_and(is);
        let after = |is: fn(char) -> bool| self.after.is_some_and(is);
        match c {
            '\u{200b}' => before(parts_no_words) && after(parts_no_words),
            '\u{200c}' => before(joins),
            '\u{200d}' => before(joins) || before(ends_pictograph) && after(is_pictograph),
            '\u{61c}' | '\u{200e}' | '\u{200f}' => self.runs_left && !before(is_bidi_control),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => self.runs_left,
            '\u{fe0e}' | '\u{fe0f}' => {
                let is_keycap = before(is_key) && self.after == Some('\u{20e3}');
                is_keycap || before(is_pictograph)
            }
            '\u{fe00}'..='\u{fe0d}' => before(has_variants) || before(is_ideograph),
            '\u{e0100}'..='\u{e01ef}' => before(is_ideograph),
            '\u{34f}' => before(|c| matches!(c, '\u{591}'..='\u{5f4}')),
            '\u{115f}' | '\u{1160}' => before(is_jamo) || after(is_jamo),
            '\u{180b}'..='\u{180f}' => {
                before(|c| matches!(c, '\u{1807}' | '\u{1820}'..='\u{18aa}'))
            }
            _ => false,
        }
    }
}

pub(super) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

fn is_bidi_control(c: char) -> bool {
    let marks = matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}');
    marks || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Hebrew, Arabic, Syriac, Thaana, N'Ko and what else runs from right to left.
fn runs_from_right_to_left(c: char) -> bool {
    !is_invisible(c)
        && matches!(
            c,
            '\u{5be}'..='\u{8ff}'
                | '\u{fb1d}'..='\u{fdff}'
                | '\u{fe70}'..='\u{fefc}'
                | '\u{10800}'..='\u{10fff}'
                | '\u{1e800}'..='\u{1efff}'
        )
}

/// Letters and signs of scripts in which the shape of a letter depends on its neighbours.
fn joins(c: char) -> bool {
    !(c.is_numeric() || is_invisible(c))
        && matches!(
            c,
            '\u{610}'..='\u{74f}'
                | '\u{750}'..='\u{77f}'
                | '\u{7ca}'..='\u{7fa}'
                | '\u{840}'..='\u{8ff}'
                | '\u{900}'..='\u{dff}'
                | '\u{f00}'..='\u{109f}'
                | '\u{1780}'..='\u{18af}'
                | '\u{1a20}'..='\u{1c4f}'
                | '\u{a840}'..='\u{a877}'
                | '\u{a8e0}'..='\u{a9df}'
                | '\u{aa60}'..='\u{aa7f}'
                | '\u{abc0}'..='\u{abff}'
                | '\u{fb50}'..='\u{fdff}'
                | '\u{fe70}'..='\u{fefc}'
                | '\u{10a00}'..='\u{10aff}'
                | '\u{11000}'..='\u{11fff}'
                | '\u{1e900}'..='\u{1e95f}'
        )
}

/// Thai, Lao, Myanmar, Khmer, Tai and Javanese.
fn parts_no_words(c: char) -> bool {
    !is_invisible(c)
        && matches!(
            c,
            '\u{e00}'..='\u{eff}'
                | '\u{1000}'..='\u{109f}'
                | '\u{1780}'..='\u{17ff}'
                | '\u{1950}'..='\u{19df}'
                | '\u{1a20}'..='\u{1aaf}'
                | '\u{a980}'..='\u{a9df}'
                | '\u{aa60}'..='\u{aadf}'
        )
}

fn is_pictograph(c: char) -> bool {
    matches!(
        c,
        '\u{a9}' | '\u{ae}' | '\u{203c}' | '\u{2049}' | '\u{2122}' | '\u{2139}' | '\u{24c2}'
            | '\u{2190}'..='\u{21ff}'
            | '\u{2300}'..='\u{23ff}'
            | '\u{25a0}'..='\u{27bf}'
            | '\u{2934}'..='\u{2935}'
            | '\u{2b00}'..='\u{2bff}'
            | '\u{3030}' | '\u{303d}' | '\u{3297}' | '\u{3299}'
            | '\u{1f000}'..='\u{1faff}'
    )
}

fn ends_pictograph(c: char) -> bool {
    c == '\u{fe0f}' || is_pictograph(c)
}

fn is_key(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '#' | '*')
}

fn is_ideograph(c: char) -> bool {
    matches!(
        c,
        '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
            | '\u{20000}'..='\u{3fffd}'
    )
}

/// Mathematical signs, Myanmar, Phags-pa, and the punctuation of East Asia.
fn has_variants(c: char) -> bool {
    matches!(
        c,
        '\u{2205}'..='\u{22ff}' | '\u{2a00}'..='\u{2aff}' | '\u{1000}'..='\u{109f}'
            | '\u{a840}'..='\u{a877}' | '\u{aa60}'..='\u{aa7f}' | '\u{2018}'..='\u{201d}'
            | '\u{3001}'..='\u{3002}' | '\u{ff01}'..='\u{ff1f}'
    )
}

fn is_jamo(c: char) -> bool {
    !is_invisible(c)
        && matches!(c, '\u{1100}'..='\u{11ff}' | '\u{a960}'..='\u{a97c}' | '\u{d7b0}'..='\u{d7fb}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stripped(text: &str) -> String {
        let once = strip(text);
        let again = strip(&once.text);
        assert_eq!((again.text.as_ref(), again.removed), (once.text.as_ref(), 0), "stripped twice");
        assert_eq!(once.kept, count(&once.text));
        assert_eq!(count(text).checked_sub(once.removed), Some(once.kept));
        once.text.into_owned()
    }

    #[test]
    fn what_does_nothing_goes() {
        for c in [
            '\u{ad}',
            '\u{200b}',
            '\u{200c}',
            '\u{200d}',
            '\u{200e}',
            '\u{200f}',
            '\u{202a}',
            '\u{202e}',
            '\u{2060}',
            '\u{2063}',
            '\u{2066}',
            '\u{2069}',
            '\u{206a}',
            '\u{feff}',
            '\u{3164}',
            '\u{fe0f}',
            '\u{fff9}',
            '\u{e0001}',
            '\u{e0041}',
            '\u{e007f}',
            '\u{e0100}',
            '\u{e01ef}',
            '\u{e0fff}',
        ] {
            for text in [format!("a{c}b"), format!("{c}ab"), format!("ab{c}{c}{c}")] {
                assert_eq!(stripped(&text), "ab", "U+{:04X}", u32::from(c));
            }
        }
        assert!(matches!(strip("a b é 漢字").text, Cow::Borrowed(_)));
    }

    #[test]
    fn what_a_script_needs_stays() {
        for text in [
            "می\u{200c}خواهم",
            "ه\u{200d}",
            "क्\u{200d}ष",
            "ശ്രീ\u{200d}",
            "ภาษา\u{200b}ไทย",
            "ភាសា\u{200b}ខ្មែរ",
            "שלום \u{200f}(1)\u{200f} abc",
            "\u{2067}سلام\u{2069} http://a.example",
            "👩\u{200d}💻 ❤\u{fe0f}\u{200d}🔥 1\u{fe0f}\u{20e3}",
            "👨🏽\u{200d}👩🏽\u{200d}👧",
            FLAGS[1],
            "葛\u{e0100}城",
            "ᠮᠣᠩᠭᠣᠯ\u{180b}",
            "≨\u{fe00}",
        ] {
            assert_eq!(stripped(text), text);
        }
    }

    #[test]
    fn what_is_beyond_that_need_goes() {
        for (text, seen) in [
            ("می\u{200c}\u{200c}\u{200d}خواهم", "می\u{200c}خواهم"),
            ("س1\u{200d}\u{200c}", "س1"),
            ("ل\u{200e}\u{200f}\u{61c}\u{200e}", "ل\u{200e}"),
            ("👩\u{200d}\u{200d}💻", "👩\u{200d}💻"),
            ("👩\u{fe0f}\u{e0100}\u{e0101}", "👩\u{fe0f}"),
            ("\u{1f3f4}\u{e0067}\u{e0062}\u{e0041}\u{e007f}", "\u{1f3f4}"),
            ("ไ\u{200b}\u{200b}ท", "ไ\u{200b}ท"),
            ("葛\u{e0100}\u{e0101}", "葛\u{e0100}"),
        ] {
            assert_eq!(stripped(text), seen, "{}", text.escape_unicode());
        }
    }
}
