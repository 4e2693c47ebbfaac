//! The proxy-wasm shell over the SPNEGO and Kerberos cores: callbacks, configuration, and one
//! outcome for each reason.
//!
//! The callbacks exist on the wasm target only; configuration, patterns and policy are plain
//! values that are tested natively.

pub mod config;
pub mod glob;
pub mod identity_headers;
pub mod policy;
pub mod route;

#[cfg(test)]
mod schema;

#[cfg(target_arch = "wasm32")]
mod http;
#[cfg(target_arch = "wasm32")]
mod root;

#[cfg(target_arch = "wasm32")]
mod start {
    use proxy_wasm::types::LogLevel;

    use crate::root::Root;

    proxy_wasm::main! {{
        // Installs the panic hook of the SDK, which writes to the host's log.
        proxy_wasm::set_log_level(LogLevel::Info);
        proxy_wasm::set_root_context(|_| Box::new(Root::default()));
    }}
}
