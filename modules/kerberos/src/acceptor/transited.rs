//! The realms that a ticket passed through (RFC 4120 sections 2.7 and 3.3.3.2).

use crate::asn1::TransitedEncoding;
use crate::principal::ANONYMOUS_REALM;
use crate::{Error, Problem, Reason, Unsupported};

/// Realms of one transited field.
const MAX_REALMS: usize = 64;
/// Octets of one transited field.
const MAX_OCTETS: usize = 8 * 1024;

const WHAT: &str = "transited";
const DOMAIN_X500_COMPRESS: i32 = 1;

/// Every realm on the way must be the client's, the service's or a trusted one. A client of the
/// anonymous realm has no path to check (draft-ietf-krb-wg-anon-08 section 4.3).
pub(super) fn check(
    transited: &TransitedEncoding,
    client: &[u8],
    service: &[u8],
    trusted: &[String],
) -> Result<(), Error> {
    if transited.contents.is_empty() || client == ANONYMOUS_REALM {
        return Ok(());
    }
    if transited.tr_type != DOMAIN_X500_COMPRESS {
        return Err(Unsupported::TransitedEncoding(transited.tr_type).into());
    }
    for realm in expand(&transited.contents, client, service)? {
        let on_path = realm == client
            || realm == service
            || trusted.iter().any(|trusted| trusted.as_bytes() == realm);
        if !on_path {
            let realm = String::from_utf8_lossy(&realm).escape_debug().to_string();
            return Err(Reason::TransitedRefused { realm }.into());
        }
    }
    Ok(())
}

/// The realms of a DOMAIN-X500-COMPRESS field, null subfields filled in with the realms of the
/// hierarchy between their neighbours. They are a set: their order says nothing.
fn expand(contents: &[u8], client: &[u8], service: &[u8]) -> Result<Vec<Vec<u8>>, Error> {
    if contents.len() > MAX_OCTETS {
        return Err(too_large(contents.len(), MAX_OCTETS));
    }
    let mut realms: Vec<Vec<u8>> = Vec::new();
    let mut neighbour = client.to_vec();
    let mut base = Vec::new();
    let mut gap = false;
    for subfield in subfields(contents)? {
        if subfield.is_empty() {
            gap = true;
            continue;
        }
        let realm = decompress(&subfield, &base);
        if core::mem::take(&mut gap) {
            realms.extend(between(&neighbour, &realm));
        }
        realms.push(realm.clone());
        base.clone_from(&realm);
        neighbour = realm;
        if realms.len() > MAX_REALMS {
            break;
        }
    }
    if gap {
        realms.extend(between(&neighbour, service));
    }
    if realms.len() > MAX_REALMS {
        return Err(too_large(realms.len(), MAX_REALMS));
    }
    Ok(realms)
}

/// An octet of a subfield, and whether a backslash quoted it.
type Quoted = (u8, bool);

fn subfields(contents: &[u8]) -> Result<Vec<Vec<Quoted>>, Error> {
    let mut subfields = vec![Vec::new()];
    let mut octets = contents.iter().copied();
    while let Some(octet) = octets.next() {
        let character = match octet {
            b',' => {
                subfields.push(Vec::new());
                continue;
            }
            b'\\' => {
                let quoted = octets.next().ok_or_else(|| {
                    Error::malformed(WHAT, Problem::Value("ends with a backslash"))
                })?;
                (quoted, true)
            }
            _ => (octet, false),
        };
        if let Some(last) = subfields.last_mut() {
            last.push(character);
        }
    }
    Ok(subfields)
}

/// The realm of a subfield that may abbreviate with the realm before it.
fn decompress(subfield: &[Quoted], before: &[u8]) -> Vec<u8> {
    let octets = |part: &[Quoted]| part.iter().map(|(octet, _)| *octet).collect::<Vec<u8>>();
    match subfield {
        [(b' ', false), alone @ ..] => octets(alone),
        [(b'/', false), ..] => [before, &octets(subfield)].concat(),
        [.., (b'.', false)] => [&octets(subfield), before].concat(),
        _ => octets(subfield),
    }
}

/// The realms on the hierarchical path from `from` to `to`, both left out.
fn between(from: &[u8], to: &[u8]) -> Vec<Vec<u8>> {
    let up = with_ancestors(from);
    let down = with_ancestors(to);
    let meeting = up.iter().find(|realm| down.contains(realm)).cloned();
    let path = |line: Vec<Vec<u8>>| {
        let end = line.iter().position(|realm| Some(realm) == meeting.as_ref());
        let length = end.map_or(line.len(), |at| at.saturating_add(1));
        line.into_iter().take(length)
    };
    path(up).chain(path(down)).filter(|realm| realm != from && realm != to).collect()
}

/// A realm and those above it: `A.B.C`, `B.C`, `C`, or `/A/B`, `/A`.
fn with_ancestors(realm: &[u8]) -> Vec<Vec<u8>> {
    let x500 = realm.first() == Some(&b'/');
    let parent = |realm: &Vec<u8>| {
        let parent = if x500 {
            realm.iter().rposition(|o| *o == b'/').and_then(|at| realm.get(..at))
        } else {
            realm.iter().position(|o| *o == b'.').and_then(|at| realm.get(at.saturating_add(1)..))
        };
        parent.filter(|parent| !parent.is_empty()).map(<[u8]>::to_vec)
    };
    core::iter::successors(Some(realm.to_vec()), parent).take(MAX_REALMS).collect()
}

fn too_large(found: usize, limit: usize) -> Error {
    Error::malformed(WHAT, Problem::TooLarge { found, limit })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expanded(contents: &str, client: &str, service: &str) -> Vec<String> {
        expand(contents.as_bytes(), client.as_bytes(), service.as_bytes())
            .unwrap()
            .into_iter()
            .map(|realm| String::from_utf8(realm).unwrap())
            .collect()
    }

    #[test]
    fn the_examples_of_rfc_4120_section_3_3_3_2_expand() {
        assert_eq!(
            expanded("EDU,MIT.,ATHENA.,WASHINGTON.EDU,CS.", "A", "B"),
            ["EDU", "MIT.EDU", "ATHENA.MIT.EDU", "WASHINGTON.EDU", "CS.WASHINGTON.EDU"]
        );
        assert_eq!(
            expanded("/COM,/HP,/APOLLO, /COM/DEC", "A", "B"),
            ["/COM", "/COM/HP", "/COM/HP/APOLLO", "/COM/DEC"]
        );
    }

    #[test]
    fn a_null_subfield_stands_for_the_hierarchy() {
        assert_eq!(
            expanded(",", "ATHENA.MIT.EDU", "CS.WASHINGTON.EDU"),
            ["MIT.EDU", "EDU", "WASHINGTON.EDU", "EDU"]
        );
        assert_eq!(
            expanded(",EDU, /COM,", "ATHENA.MIT.EDU", "/COM/HP/APOLLO"),
            ["MIT.EDU", "EDU", "/COM", "/COM/HP"]
        );
    }

    #[test]
    fn quoted_characters_are_part_of_the_name() {
        assert_eq!(expanded("A\\,B,C\\.,\\ D", "X", "Y"), ["A,B", "C.", " D"]);
        assert!(expand(b"A\\", b"X", b"Y").is_err());
    }

    fn transited(contents: &str) -> TransitedEncoding {
        TransitedEncoding { tr_type: 1, contents: contents.as_bytes().into() }
    }

    fn checked(contents: &str, trusted: &[&str]) -> Result<(), Error> {
        let trusted: Vec<String> = trusted.iter().map(ToString::to_string).collect();
        check(&transited(contents), b"A.EXAMPLE", b"B.EXAMPLE", &trusted)
    }

    #[test]
    fn only_trusted_realms_may_be_on_the_way() {
        let refused = |realm: &str| Err(Reason::TransitedRefused { realm: realm.into() }.into());
        assert_eq!(checked("", &[]), Ok(()));
        assert_eq!(checked("EXAMPLE", &[]), refused("EXAMPLE"));
        assert_eq!(checked("EXAMPLE", &["EXAMPLE"]), Ok(()));
        assert_eq!(checked(",", &["OTHER"]), refused("EXAMPLE"));
        assert_eq!(checked("EXAMPLE,EVIL.", &["EXAMPLE"]), refused("EVIL.EXAMPLE"));
    }

    #[test]
    fn the_anonymous_realm_has_no_path() {
        assert_eq!(check(&transited("EVIL"), ANONYMOUS_REALM, b"B.EXAMPLE", &[]), Ok(()));
    }

    #[test]
    fn another_encoding_and_endless_lists_are_refused() {
        let mut other = transited("EXAMPLE");
        other.tr_type = 2;
        assert_eq!(check(&other, b"A", b"B", &[]), Err(Unsupported::TransitedEncoding(2).into()));
        assert!(matches!(checked(&"A,".repeat(100), &["A"]), Err(Error::Malformed { .. })));
        assert!(matches!(checked(&"A".repeat(9000), &[]), Err(Error::Malformed { .. })));
    }
}
