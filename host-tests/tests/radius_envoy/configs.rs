//! The shipped configuration, and those that are refused.

use host_tests::radius::{Authority, Home, RadiusEnvoy, SERVER_NAME, shipped_radius_config};
use host_tests::{project_root, scratch, validate};
use radius::packet::Code;

use crate::stage::{ANNA, FRED, LIMIT, access, values};

#[test]
fn envoy_accepts_the_shipped_configuration() {
    let authority = Authority::new().unwrap();
    let identity = authority.issue(SERVER_NAME).unwrap();
    let directory = scratch("radius").unwrap();
    let file = directory.path().join("envoy.yaml");
    std::fs::write(&file, shipped_radius_config(&identity, &[]).unwrap()).unwrap();
    let output = validate(&file, &[]).unwrap();
    assert!(output.status.success(), "{}", output.stderr);
}

#[test]
fn the_shipped_configuration_serves_two_realms_and_writes_f_ticks() {
    let authority = Authority::new().unwrap();
    let identity = authority.issue(SERVER_NAME).unwrap();
    let (org, net) = (Home::good().unwrap(), Home::good().unwrap());
    let ports = (org.listen_tls(&identity).unwrap(), net.listen_tls(&identity).unwrap());
    let envoy = RadiusEnvoy::start_shipped(&authority, ports.0, ports.1).unwrap();
    assert_eq!(access(&mut envoy.client().unwrap(), FRED).code(), Code::ACCESS_ACCEPT);
    assert_eq!(access(&mut envoy.client().unwrap(), ANNA).code(), Code::ACCESS_ACCEPT);
    assert_eq!((org.count(), net.count()), (1, 1));
    assert_eq!(values(&org.seen()[0], "Operator-Name"), [b"1visited.example"]);
    let broken = [("User-Name", "fred@ example.org"), ("User-Password", "x")];
    assert_eq!(access(&mut envoy.client().unwrap(), &broken).code(), Code::ACCESS_REJECT);
    envoy.wait_for_count("rejected.nai_space", 1).unwrap();
    let line =
        "F-TICKS/eduroam/1.0#REALM=example.org#VISCOUNTRY=DE#VISINST=1visited.example#RESULT=OK#";
    envoy.envoy().wait_for_log(line).unwrap();
}

#[test]
fn a_client_without_a_certificate_of_the_authority_gets_nothing() {
    let authority = Authority::new().unwrap();
    let identity = authority.issue(SERVER_NAME).unwrap();
    let home = Home::good().unwrap();
    let port = home.listen_tls(&identity).unwrap();
    let envoy = RadiusEnvoy::start_shipped(&authority, port, port).unwrap();
    let other_authority = Authority::new().unwrap();
    let mut other = other_authority.issue("other.example").unwrap();
    // It trusts the server, and has no certificate that the server trusts.
    other.authority = authority.certificate();
    let client = host_tests::radius::Nas::tls(envoy.address(), &other.client(SERVER_NAME).unwrap());
    let answered = client.and_then(|mut client| client.ask_once(Code::ACCESS_REQUEST, FRED, LIMIT));
    assert!(!matches!(answered, Ok(Some(_))));
    assert_eq!(home.count(), 0);
}

#[test]
fn envoy_refuses_every_bad_configuration_for_the_reason_in_its_first_line() {
    let mut files = 0;
    let directory = project_root().join("envoy-config/radius/bad-configs");
    for file in std::fs::read_dir(directory).unwrap() {
        let path = file.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let reason = text.lines().next().unwrap().strip_prefix("# refused: ").unwrap();
        let output = validate(&path, &[]).unwrap();
        assert!(!output.status.success(), "{} was accepted", path.display());
        assert!(output.stderr.contains(reason), "{}: {}", path.display(), output.stderr);
        files += 1;
    }
    assert!(files >= 15, "bad-configs has {files} files");
}
