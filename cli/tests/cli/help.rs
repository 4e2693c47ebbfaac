//! The help names everything there is.

use super::run::run;

#[test]
fn the_help_of_each_command_names_its_arguments_and_the_exit_status() {
    for (command, names) in [
        (&["keytab", "show"][..], &["FILE", "--json", "\"principal\""][..]),
        (&["keytab", "to-config"], &["FILE", "--env", "--principal <GLOB>"]),
        (
            &["token", "explain"],
            &[
                "TOKEN",
                "--keytab <FILE>",
                "--service-principal <GLOB>",
                "--at <TIME>",
                "--clock-skew <SECONDS>",
                "--rfc2478",
                "--json",
                "`answer`",
            ],
        ),
        (
            &["radius", "explain"],
            &[
                "PACKET",
                "--secret-file <FILE>",
                "--config <FILE>",
                "--client <NAME>",
                "--tag <TAG>",
                "--at <TIME>",
                "--port <PORT>",
                "--json",
                "`decision`",
            ],
        ),
        (
            &["iodef", "validate"],
            &[
                "FILE",
                "--profile <PROFILE>",
                "--registry <FILE>",
                "--received",
                "--language <TAG>",
                "--max-diagnostics <NUMBER>",
                "--json",
            ],
        ),
        (&["iodef", "convert"], &["FILE", "--to <TO>", "--json"]),
        (&["iodef", "merge"], &["<FILE> <FILE>...", "--json"]),
        (&["iodef", "split"], &["FILE", "--into <FOLDER>", "--json"]),
        (&["iodef", "stats"], &["FILE", "--json"]),
        (
            &["iodef", "redact"],
            &[
                "FILE",
                "--to <LEVEL>",
                "--map <TOKEN=LEVEL>",
                "--internal <NAME>",
                "--keep-internal",
                "--strip-foreign-attributes",
                "--json",
            ],
        ),
    ] {
        let help = run(&[command, &["--help"]].concat());
        assert_eq!(help.status, 0, "{command:?}");
        for name in names.iter().chain(&["Exit status: 0"]) {
            let bare = name.trim_matches('`');
            assert!(help.output.contains(bare), "{command:?} lacks {name}:\n{}", help.output);
        }
    }
}

#[test]
fn every_json_key_of_a_ticket_and_an_authenticator_is_in_the_help() {
    let help = run(&["token", "explain", "--help"]).output;
    let json: serde_json::Value =
        serde_json::from_str(&super::vector::text("mit-curl-expired.json")).unwrap();
    for section in ["ticket", "authenticator"] {
        for key in json[section].as_object().unwrap().keys() {
            assert!(help.contains(&format!("`{key}`")), "{section}.{key}");
        }
    }
    for section in ["token", "ticket", "authenticator", "context", "reply", "answer"] {
        assert!(help.contains(&format!("\n  {section} ")), "{section}");
    }
}

#[test]
fn a_wrong_usage_has_status_2() {
    for arguments in [
        &[][..],
        &["token"],
        &["token", "explain"],
        &["token", "explain", "--clock-skew", "0", "AA"],
        &["token", "explain", "--clock-skew", "3601", "AA"],
        &["token", "explain", "--at", "soon", "AA"],
        &["keytab", "show", "--env", "x"],
    ] {
        assert_eq!(run(arguments).status, 2, "{arguments:?}");
    }
}
