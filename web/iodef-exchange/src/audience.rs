//! A document for an audience: what they may see, without the classes that its purpose does not need.

use std::collections::BTreeSet;

use iodef::Error;
use iodef::convert::{self, Filter};
use iodef::document::{Document, NodeId};
use iodef::restriction::{self, Audience, Redacted};
use iodef::structure::IODEF_2;
use serde::Serialize;

/// The most places of elements left out that are listed; the count goes on.
pub const MAX_LISTED: usize = 500;

/// The document, what redaction did, and what was left out beside it.
#[derive(Serialize)]
pub struct ForAudience {
    #[serde(flatten)]
    redacted: Redacted,
    /// Places, in the original document, of elements of the classes that were to be left out.
    left_out: Vec<String>,
    /// How many there are.
    left_out_count: usize,
}

/// Makes the document fit for an audience, and leaves out the elements of these classes that it need
/// not have.
///
/// # Errors
/// Those of [`restriction::redact`] and [`convert::filter`].
pub fn fit(
    document: &Document,
    audience: &Audience,
    without: Vec<String>,
) -> Result<ForAudience, Error> {
    let mut redacted = restriction::redact(document, audience)?;
    let (mut left_out, mut left_out_count) = (Vec::new(), 0_usize);
    if !without.is_empty() {
        let removed = redacted.report.removed.iter();
        let gone: BTreeSet<NodeId> =
            removed.filter_map(|removed| document.resolve(&removed.xpath)).collect();
        let mut next = document.root();
        let end = document.subtree_end(next);
        while next < end {
            let is_out = document.is_element(next)
                && document.namespace(next) == IODEF_2
                && without.iter().any(|class| class == document.local_name(next));
            if is_out && !gone.contains(&next) {
                left_out_count = left_out_count.saturating_add(1);
                if left_out.len() < MAX_LISTED {
                    left_out.push(document.xpath(next));
                }
            }
            next = if is_out {
                document.subtree_end(next)
            } else {
                NodeId::from_index(next.index().saturating_add(1))
            };
        }
        let kept = Document::from_text(redacted.text, document.limits())?;
        redacted.text = convert::filter(&kept, &Filter { without, ..Filter::default() })?.text;
    }
    Ok(ForAudience { redacted, left_out, left_out_count })
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use iodef::document::Limits;
    use iodef::restriction::Rank;

    use super::*;

    #[test]
    fn many_elements_are_left_out_in_linear_time() -> Result<(), Error> {
        const MANY: usize = 100_000;
        let text = format!(
            "<IODEF-Document version=\"2.00\" xml:lang=\"en\" xmlns=\"urn:ietf:params:xml:ns:iodef-2.0\">\
             <Incident purpose=\"reporting\" restriction=\"public\"><IncidentID name=\"a.example\">1</IncidentID>\
             <GenerationTime>2020-01-01T00:00:00Z</GenerationTime>\
             <Contact role=\"creator\" type=\"person\"><ContactName>N</ContactName></Contact>\
             <EventData><Description>x</Description></EventData>{}</Incident></IODEF-Document>",
            "<EventData restriction=\"public\"><Description>x</Description></EventData>"
                .repeat(MANY)
        );
        let document = Document::from_text(text, &Limits::default())?;
        let began = Instant::now();
        let fitted = fit(&document, &Audience::new(Rank::Public), vec!["EventData".into()])?;
        assert!(began.elapsed() < Duration::from_secs(10), "{:?}", began.elapsed());
        // The first is above the level and was removed before.
        assert_eq!((fitted.left_out_count, fitted.left_out.len()), (MANY, MAX_LISTED));
        let second = "/IODEF-Document/Incident[1]/EventData[2]";
        assert_eq!(fitted.left_out.first().map(String::as_str), Some(second));
        Ok(())
    }
}
