//! Large tickets, with the header limit as it is shipped.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use host_tests::mint::{Mint, PacVector, now};
use host_tests::{Connection, Curl, Envoy, EnvoyPorts, Upstream, shipped_spnego_config};

use crate::{http2, stage::Stage};

/// The default of `max_token_bytes`: 64 KiB of base64.
const LARGEST: usize = 49_152;
/// The largest token over HTTP/2: Envoy takes 65,536 octets in one field there, whatever
/// `max_request_headers_kb` says, and the scheme takes ten.
const LARGEST_OVER_HTTP_2: usize = 49_143;
/// The largest token that Windows makes, and about what curl can still send over HTTP/2.
const LARGEST_OF_WINDOWS: usize = 48_000;

/// A realm that issues tickets around a real PAC, and Envoy as shipped in front of its service.
struct Shipped {
    mint: Mint,
    vector: PacVector,
    envoy: Envoy,
    _upstream: Upstream,
}

impl Shipped {
    fn start() -> Self {
        let vector = PacVector::load("samba-aes256-sha1.txt").unwrap();
        let mint = Mint::of_pac(&vector);
        let upstream = Upstream::start().unwrap();
        let ports = EnvoyPorts::free(upstream.port()).unwrap();
        let config = shipped_spnego_config(ports).unwrap();
        let environment = [("SPNEGO_KEYTAB", mint.keytab())];
        let environment = environment.each_ref().map(|(name, value)| (*name, value.as_str()));
        let envoy = Envoy::start(&config, ports, 1, &environment).unwrap();
        Self { mint, vector, envoy, _upstream: upstream }
    }

    /// An `Authorization` whose token has this many octets.
    fn header(&mut self, octets: usize) -> String {
        let mut padding = octets - 2048;
        for _ in 0..4 {
            let ticket = self.mint.ticket_with_pac(&self.vector, padding, now());
            let token = self.mint.token(&ticket, now());
            if token.len() == octets {
                return format!("Negotiate {}", STANDARD.encode(token));
            }
            padding = padding + octets - token.len();
        }
        panic!("no padding makes {octets} octets");
    }

    fn connect(&self) -> Connection {
        Connection::open(self.envoy.ports().listener).unwrap()
    }
}

#[test]
fn a_ticket_with_12_kilobytes_of_pac_and_a_token_of_the_largest_size_pass_over_http_1() {
    let mut shipped = Shipped::start();
    let client = shipped.vector.client.clone();
    for octets in [14 * 1024, LARGEST] {
        let header = shipped.header(octets);
        let reply = shipped.connect().authorized("/", header).unwrap();
        assert_eq!(reply.status(), 200, "{octets}: {}", shipped.envoy.log());
        assert_eq!(reply.seen("x-auth-principal"), Some(client.clone()));
    }
    let header = shipped.header(LARGEST + 1);
    assert_eq!(shipped.connect().authorized("/", header).unwrap().status(), 401);
    shipped.envoy.wait_for_stat("wasmcustom.spnego.rejected.negotiate_too_large", 1).unwrap();
}

#[test]
fn a_ticket_with_12_kilobytes_of_pac_and_tokens_of_almost_the_largest_size_pass_over_http_2() {
    let mut shipped = Shipped::start();
    for octets in [14 * 1024, LARGEST_OF_WINDOWS] {
        let header = format!("authorization: {}", shipped.header(octets));
        let curl = Curl::new().arg("--http2-prior-knowledge").header(&header);
        let reply = curl.get(&shipped.envoy.url("/")).unwrap();
        assert_eq!(reply.status(), 200, "{octets}");
        assert_eq!(reply.seen("x-auth-principal"), Some(shipped.vector.client.clone()));
    }
    let header = shipped.header(LARGEST_OVER_HTTP_2);
    let body = http2::get(shipped.envoy.ports().listener, "/", &header);
    assert!(body.contains(&shipped.vector.client), "{body}");
}

#[test]
fn a_token_above_a_configured_limit_is_refused_by_name() {
    let mut stage = Stage::with(|config| config.set("max_token_bytes", 1024.into()));
    let vector = PacVector::load("samba-aes256-sha1.txt").unwrap();
    let mut large = Mint::of_pac(&vector);
    let ticket = large.ticket_with_pac(&vector, 0, now());
    let header = large.header(&ticket, now());
    assert_eq!(stage.connect().authorized("/", header).unwrap().status(), 401);
    stage.envoy.wait_for_log("access 401 spnego_negotiate_too_large HTTP/1.1 /\n").unwrap();
    let small = stage.mint.fresh_header();
    assert_eq!(stage.connect().authorized("/", small).unwrap().status(), 200);
}
