//! The proxy-wasm shell over the IODEF core: callbacks, configuration, and one outcome for each
//! verdict. It exists on the wasm target only; what it decides with is in the core and tested
//! natively. `envoy-config/iodef/README.md` describes it to operators.
#![cfg(target_arch = "wasm32")]

mod http;
mod root;

mod start {
    use proxy_wasm::types::LogLevel;

    use crate::root::Root;

    proxy_wasm::main! {{
        // Installs the panic hook of the SDK, which writes to the host's log.
        proxy_wasm::set_log_level(LogLevel::Info);
        proxy_wasm::set_root_context(|_| Box::new(Root::default()));
    }}
}
