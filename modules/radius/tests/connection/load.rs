//! What is refused when it is loaded in Envoy.

use radius::filter::{Config, connection::Listener};
use serde_json::{Value, json};

use crate::packets::rng;
use crate::support::{config, load};

fn refused(envoy: Value) -> String {
    let error = load(&config(&json!({}), &envoy)).unwrap_err();
    assert!(error.to_string().starts_with(&error.path), "{error}");
    error.path
}

#[test]
fn an_error_names_its_path_below_the_root() {
    for (envoy, path) in [
        (json!({"max_hops": 0}), "envoy.max_hops"),
        (json!({"max_hops": 129}), "envoy.max_hops"),
        (json!({"secret": ""}), "envoy.secret"),
        (json!({"secret": "a", "secret_env": "A"}), "envoy.secret_env"),
        (json!({"fallback_pool": "nowhere"}), "envoy.fallback_pool"),
        (json!({"reject_cache": {"lifetime_seconds": 0}}), "envoy.reject_cache.lifetime_seconds"),
        (
            json!({"reject_cache": {"lifetime_seconds": 1, "max_entries": 65_537}}),
            "envoy.reject_cache.max_entries",
        ),
        (
            json!({"f_ticks": {"visited_country": "D#", "visited_institution": "x"}}),
            "envoy.f_ticks.visited_country",
        ),
        (
            json!({"f_ticks": {
                "visited_country": "DE", "visited_institution": "x", "calling_station_id": "hashed",
            }}),
            "envoy.f_ticks.hash_key",
        ),
    ] {
        assert_eq!(refused(envoy.clone()), path, "{envoy}");
    }
}

#[test]
fn a_pool_needs_a_cluster_in_envoy_only() {
    let text = json!({"pools": {"home": {}}});
    let config: Config = serde_json::from_value(text).unwrap();
    let error = Listener::new(&config, None, [0; 8], &mut rng()).unwrap_err();
    assert_eq!(error.path, "pools.home.cluster");
    assert!(radius::filter::Filter::new(&config, [0; 8]).is_ok());
}
