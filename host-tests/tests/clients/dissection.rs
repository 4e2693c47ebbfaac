//! tshark's dissectors as a second opinion on tokens: those of real exchanges, and those of
//! RFC 2478, for which no peer is alive.

use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use host_tests::{Curl, project_root, run, scratch};
use tempfile::TempDir;

use crate::script::Script;
use crate::stage::{Realm, Site};

const LIMIT: Duration = Duration::from_secs(90);

const KRB5: &str = "1.2.840.113554.1.2.2";
const NTLM: &str = "1.3.6.1.4.1.311.2.2.10";
/// The mechanisms of the vectors.
const MECH_1: &str = "1.3.6.1.4.1.99999.1";
const MECH_2: &str = "1.3.6.1.4.1.99999.2";

/// A capture of tokens in HTTP headers, over one TCP connection.
struct Capture {
    file: PathBuf,
    _directory: TempDir,
}

/// A token in base64, and who sent it.
#[derive(Clone)]
enum Message {
    Client(String),
    Server(String),
}

impl Capture {
    fn new(messages: &[Message]) -> Self {
        let directory = scratch("capture").unwrap();
        let (text, file) = (directory.path().join("text"), directory.path().join("pcap"));
        let dump: String = messages.iter().map(hex_dump).collect();
        std::fs::write(&text, dump).unwrap();
        let mut command = Command::new("text2pcap");
        command.args(["-q", "-D", "-4", "127.0.0.1,127.0.0.1", "-T", "80,40000"]);
        command.arg(&text).arg(&file);
        run(command, b"", LIMIT).unwrap().successful("text2pcap").unwrap();
        Self { file, _directory: directory }
    }

    /// The values of these fields in each message, those of one field joined by commas.
    fn fields(&self, names: &[&str]) -> Vec<Vec<String>> {
        let mut arguments = vec!["-T", "fields"];
        names.iter().for_each(|name| arguments.extend(["-e", *name]));
        let lines = self.tshark(&arguments);
        lines.lines().map(|line| line.split('\t').map(str::to_owned).collect()).collect()
    }

    /// How many messages a dissector complains of or has left in part as mere data.
    fn malformed(&self) -> usize {
        let filter = "_ws.malformed || _ws.expert.severity >= warning || data";
        self.tshark(&["-Y", filter]).lines().count()
    }

    fn tshark(&self, arguments: &[&str]) -> String {
        let mut command = Command::new("tshark");
        command.arg("-n").arg("-r").arg(&self.file).args(arguments);
        let output = run(command, b"", LIMIT).unwrap().successful("tshark").unwrap();
        String::from_utf8(output.stdout).unwrap()
    }
}

/// What `text2pcap` reads: the direction, and lines of an offset and octets.
fn hex_dump(message: &Message) -> String {
    let (direction, text) = match message {
        Message::Client(token) => (
            "O",
            format!(
                "GET / HTTP/1.1\r\nHost: localhost\r\nAuthorization: Negotiate {token}\r\n\r\n"
            ),
        ),
        Message::Server(token) => (
            "I",
            format!(
                "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Negotiate {token}\r\n\
                 Content-Length: 0\r\n\r\n"
            ),
        ),
    };
    let mut dump = format!("{direction}\n");
    for (line, octets) in text.as_bytes().chunks(16).enumerate() {
        let octets: Vec<String> = octets.iter().map(|octet| format!("{octet:02x}")).collect();
        dump.push_str(&format!("{:06x} {}\n", line * 16, octets.join(" ")));
    }
    dump
}

/// A vector of the SPNEGO core.
fn vector(name: &str) -> String {
    let file = project_root().join("modules/spnego/tests/vectors").join(format!("{name}.hex"));
    let text = std::fs::read_to_string(&file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
    let digits: String = text
        .lines()
        .flat_map(|line| line.split('#').next())
        .flat_map(|line| line.chars().filter(char::is_ascii_hexdigit))
        .collect();
    let octets = (0..digits.len()).step_by(2);
    let octets: Vec<u8> =
        octets.map(|start| u8::from_str_radix(&digits[start..start + 2], 16).unwrap()).collect();
    STANDARD.encode(octets)
}

fn client(name: &str) -> Message {
    Message::Client(vector(name))
}

fn server(name: &str) -> Message {
    Message::Server(vector(name))
}

#[test]
fn tshark_reads_the_offer_of_rfc_2478_with_its_flags() {
    let capture = Capture::new(&[client("rfc2478-offer")]);
    assert_eq!(capture.malformed(), 0);
    let fields = [
        "gss-api.OID",
        "spnego.mechTypes",
        "spnego.MechType",
        "spnego.reqFlags",
        "spnego.ContextFlags.mutualFlag",
        "spnego.ContextFlags.integFlag",
        "spnego.ContextFlags.delegFlag",
        "spnego.mechToken",
    ];
    let mech_types = format!("{MECH_1},{MECH_2}");
    let token = hex(b"token 1 of 1.3.6.1.4.1.99999.1");
    let expected = ["1.3.6.1.5.5.2", "2", &mech_types, "42", "1", "1", "0", &token];
    assert_eq!(capture.fields(&fields), [expected]);
}

#[test]
fn tshark_reads_the_answers_of_rfc_2478_as_they_are_meant() {
    let fields =
        ["spnego.negResult", "spnego.supportedMech", "spnego.responseToken", "spnego.mechListMIC"];
    let (first, second) =
        (hex(b"token 2 of 1.3.6.1.4.1.99999.1"), hex(b"token 1 of 1.3.6.1.4.1.99999.2"));
    let last = hex(b"token 2 of 1.3.6.1.4.1.99999.2");
    let offer = client("rfc2478-offer");
    let exchanges = [
        (
            vec![offer.clone(), server("rfc2478-accept-mech1-mic")],
            vec![["", "", "", ""], ["0", MECH_1, &first, "692037e871106198"]],
        ),
        (
            vec![
                offer.clone(),
                server("rfc2478-accept-mech2"),
                client("rfc2478-mech2-token1"),
                server("rfc2478-mech2-token2-mic"),
            ],
            vec![
                ["", "", "", ""],
                ["1", MECH_2, "", ""],
                ["", "", &second, ""],
                ["", "", &last, "c7e3ced3896e1e9f"],
            ],
        ),
        (vec![offer, server("rfc2478-reject")], vec![["", "", "", ""], ["2", "", "", ""]]),
    ];
    for (messages, expected) in exchanges {
        let capture = Capture::new(&messages);
        assert_eq!(capture.malformed(), 0);
        assert_eq!(capture.fields(&fields), expected);
    }
}

#[test]
fn tshark_complains_of_a_token_that_is_cut_short_and_of_one_with_a_wrong_tag() {
    let offer = STANDARD.decode(vector("rfc2478-offer")).unwrap();
    let cut = offer[..offer.len() - 8].to_vec();
    let mut set = offer;
    assert_eq!(set[12], 0x30, "the SEQUENCE of the NegTokenInit");
    set[12] = 0x31;
    for octets in [cut, set] {
        let capture = Capture::new(&[Message::Client(STANDARD.encode(octets))]);
        assert_eq!(capture.malformed(), 1);
    }
}

#[test]
fn tshark_reads_a_whole_negotiation_of_mit_and_the_filter() {
    let realm = Realm::new();
    let site = Site::new(&realm.keytab);
    let transcript = Script::new("legs.py", &realm.alice).arg(&site.url("/")).run();
    let messages = transcript.values("wire").into_iter().map(|line| match line.split_at(2) {
        ("> ", token) => Message::Client(token.to_owned()),
        (_, token) => Message::Server(token.to_owned()),
    });
    let capture = Capture::new(&messages.collect::<Vec<_>>());
    assert_eq!(capture.malformed(), 0);
    let mech_types = format!("{NTLM},{KRB5}");
    let fields =
        ["spnego.MechType", "spnego.negResult", "spnego.supportedMech", "kerberos.msg_type"];
    let expected = [
        [&mech_types, "", "", ""],
        ["", "3", KRB5, ""],
        // An AP-REQ, whose ticket has no message type of its own.
        ["", "1", "", "14"],
        ["", "1", "", "15"],
        ["", "0", "", ""],
    ];
    assert_eq!(capture.fields(&fields), expected);
    let mics = capture.fields(&["spnego.mechListMIC"]);
    let signed: Vec<bool> = mics.iter().map(|mic| !mic[0].is_empty()).collect();
    assert_eq!(signed, [false, false, false, true, true]);
}

#[test]
fn tshark_reads_the_kerberos_error_in_a_reject_token() {
    let realm = Realm::with_clock("-10m");
    let site = Site::new(&realm.keytab);
    let reply = Curl::negotiate(&realm.alice).get(&site.url("/")).unwrap();
    let token = |header: &str| header.strip_prefix("Negotiate ").unwrap().to_owned();
    let request = Message::Client(token(&reply.authorization.unwrap()));
    let response = Message::Server(token(reply.headers[0].1.as_str()));
    let capture = Capture::new(&[request, response]);
    assert_eq!(capture.malformed(), 0);
    let fields = ["spnego.negResult", "kerberos.msg_type", "kerberos.error_code"];
    // KRB_AP_ERR_SKEW
    assert_eq!(capture.fields(&fields), [["", "14", ""], ["2", "30", "37"]]);
}

fn hex(octets: &[u8]) -> String {
    octets.iter().map(|octet| format!("{octet:02x}")).collect()
}
