//! Several documents as one: nothing is shown to more people than its own document shows it to.

use iodef::convert::merge;
use iodef::document::Document;
use iodef::restriction::{Audience, Rank, redact};
use proptest::prelude::*;

use crate::generated::{CLUB, Generated, Joined};
use crate::parse;

/// The audiences that may see up to a level, where `default` and an extension mean what was arranged.
fn audience(highest: Rank, arranged: Rank) -> Audience {
    let mut audience = Audience::new(highest);
    for token in ["default", CLUB] {
        audience.mapping.map(token, arranged).unwrap();
    }
    audience
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_merge_never_lowers_a_restriction(seed in any::<u64>(), arranged in 0_usize..4) {
        let arranged = Rank::ALL[arranged];
        let sources: Vec<Generated> = ('a'..='c')
            .zip(0_u64..)
            .map(|(prefix, nth)| {
                let seed = seed.wrapping_add(nth.wrapping_mul(0x9e37_79b9));
                Generated::joined(seed, Joined { prefix, arranged })
            })
            .collect();
        let documents: Vec<_> = sources.iter().map(|source| parse(&source.text)).collect();
        let merged = merge(&documents).unwrap();
        let document = parse(&merged.text);
        for highest in Rank::ALL {
            let Ok(redacted) = redact(&document, &audience(highest, arranged)) else { continue };
            for (marker, level) in sources.iter().flat_map(|source| &source.markers) {
                let may_be_seen = level.is_some_and(|level| level <= highest);
                prop_assert!(
                    may_be_seen || !redacted.text.contains(marker.as_str()),
                    "{marker} {level:?} for {highest:?} in {}\nmerged {}\nof {}",
                    redacted.text,
                    merged.text,
                    documents.iter().map(Document::text).collect::<Vec<_>>().join("\n")
                );
            }
        }
    }
}

#[test]
fn documents_of_this_test_are_joined_in_all_ways() {
    let (mut tags, mut raised, mut refused) = (0, 0, 0);
    for seed in 0..200 {
        let documents = ['a', 'b'].map(|prefix| {
            let joined = Joined { prefix, arranged: Rank::Private };
            parse(&Generated::joined(seed * 2 + u64::from(prefix == 'b'), joined).text)
        });
        let merged = merge(&documents).unwrap();
        let kept: Vec<_> = merged.report.steps.iter().map(|step| step.kept_as.as_str()).collect();
        tags += kept.iter().filter(|kept| kept.starts_with("restriction=")).count();
        raised += kept.iter().filter(|kept| kept.contains("] restriction=")).count();
        refused += merged.conflicts.iter().filter(|it| it.kept.is_empty()).count();
    }
    assert!(tags > 20 && raised > 20 && refused > 20, "{tags} {raised} {refused}");
}
