//! Modules in WebAssembly text. By itself such a module sends every request to the pool `home` and
//! passes every reply; a test says what it does instead.

use std::path::PathBuf;

use tempfile::TempDir;

/// Buffers of the ABI, as the text has them.
pub const REQUEST: &str = "(i32.const 2)";
pub const REPLY: &str = "(i32.const 3)";

/// What a module does: instructions that leave an action, 0 to continue or 1 to pause. The packet has
/// been copied to the memory; `$find`, `$append`, `$remove`, `$store` and `$answer` work on it.
#[derive(Debug, Clone, Copy)]
pub struct Guest<'a> {
    pub on_configure: &'a str,
    pub on_request: &'a str,
    pub on_reply: &'a str,
}

impl Default for Guest<'_> {
    fn default() -> Self {
        Self {
            on_configure: "(i32.const 1)",
            on_request: "(call $route) (i32.const 0)",
            on_reply: "(i32.const 0)",
        }
    }
}

impl<'a> Guest<'a> {
    /// Does this with requests.
    pub fn on_request(on_request: &'a str) -> Self {
        Self { on_request, ..Self::default() }
    }

    /// Does this with replies.
    pub fn on_reply(on_reply: &'a str) -> Self {
        Self { on_reply, ..Self::default() }
    }

    /// The module in a file, which goes with the directory.
    pub fn file(&self) -> (PathBuf, TempDir) {
        let directory = host_tests::scratch("hostile").unwrap();
        let path = directory.path().join("hostile.wasm");
        std::fs::write(&path, wat::parse_str(self.text()).unwrap()).unwrap();
        (path, directory)
    }

    fn text(&self) -> String {
        let Self { on_configure, on_request, on_reply } = self;
        format!(
            r#"(module
{LIBRARY}
(func (export "proxy_on_configure") (param i32 i32) (result i32) {on_configure})
(func (export "proxy_on_downstream_data") (param $context i32) (param $size i32) (param i32) (result i32)
  (call $load {REQUEST}) {on_request})
(func (export "proxy_on_upstream_data") (param $context i32) (param $size i32) (param i32) (result i32)
  (call $load {REPLY}) {on_reply})
)"#
        )
    }
}

const LIBRARY: &str = r#"
(import "env" "proxy_get_buffer_bytes" (func $get_buffer (param i32 i32 i32 i32 i32) (result i32)))
(import "env" "proxy_set_buffer_bytes" (func $set_buffer (param i32 i32 i32 i32 i32) (result i32)))
(import "env" "proxy_call_foreign_function" (func $foreign (param i32 i32 i32 i32 i32 i32) (result i32)))
(import "env" "proxy_log" (func $log (param i32 i32 i32) (result i32)))
(memory (export "memory") 4)
(data (i32.const 256) "edgewarden_route")
(data (i32.const 288) "home")
(data (i32.const 320) "edgewarden_reply")
(data (i32.const 352) "edgewarden_compare")
(data (i32.const 384) "edgewarden_hold")
(data (i32.const 416) "edgewarden_resume")
(data (i32.const 448) "edgewarden_reason")
(data (i32.const 480) "edgewarden_nothing")
(data (i32.const 512) "\19\05new")
(data (i32.const 544) "\18\05new")
(data (i32.const 576) "\21\05new")
(data (i32.const 608) "600\00new")
(global $free (mut i32) (i32.const 0x20000))
(global $packet i32 (i32.const 0x10000))
(global $length (mut i32) (i32.const 0))
(global $received (mut i32) (i32.const 0))
(global $seed (mut i32) (i32.const 0x2545f491))

;; Xorshift, and one of the codes 1 to 8 and 11 from it.
(func $random (result i32)
  (global.set $seed (i32.xor (global.get $seed) (i32.shl (global.get $seed) (i32.const 13))))
  (global.set $seed (i32.xor (global.get $seed) (i32.shr_u (global.get $seed) (i32.const 17))))
  (global.set $seed (i32.xor (global.get $seed) (i32.shl (global.get $seed) (i32.const 5))))
  (global.get $seed))
(func $any_code (result i32)
  (local $code i32)
  (local.set $code (i32.add (i32.rem_u (call $random) (i32.const 6)) (i32.const 1)))
  (select (i32.const 11) (local.get $code) (i32.eq (local.get $code) (i32.const 6))))

(func (export "proxy_abi_version_0_2_1"))
(func (export "proxy_on_vm_start") (param i32 i32) (result i32) (i32.const 1))
(func (export "proxy_on_context_create") (param i32 i32))
(func (export "proxy_on_new_connection") (param i32) (result i32) (i32.const 0))
(func (export "proxy_on_done") (param i32) (result i32) (i32.const 1))
(func (export "proxy_on_delete") (param i32))
(func (export "proxy_on_memory_allocate") (param $size i32) (result i32)
  (local $at i32)
  (local.set $at (global.get $free))
  (global.set $free (i32.add (local.get $at) (i32.and (i32.add (local.get $size) (i32.const 15)) (i32.const -16))))
  (local.get $at))

;; Copies a buffer to $packet.
(func $load (param $buffer i32)
  (global.set $free (i32.const 0x20000))
  (drop (call $get_buffer (local.get $buffer) (i32.const 0) (i32.const 65535) (i32.const 16) (i32.const 20)))
  (global.set $length (i32.load (i32.const 20)))
  (global.set $received (global.get $length))
  (memory.copy (global.get $packet) (i32.load (i32.const 16)) (global.get $length)))

;; Puts the packet in the place of a buffer.
(func $store (param $buffer i32)
  (drop (call $set_buffer (local.get $buffer) (i32.const 0) (global.get $received) (global.get $packet) (global.get $length))))

;; Sets code and length.
(func $code (param $code i32)
  (i32.store8 (global.get $packet) (local.get $code)))
(func $resize (param $length i32)
  (global.set $length (local.get $length))
  (i32.store8 (i32.add (global.get $packet) (i32.const 2)) (i32.shr_u (local.get $length) (i32.const 8)))
  (i32.store8 (i32.add (global.get $packet) (i32.const 3)) (local.get $length)))

;; Where the first attribute of a type is; traps if there is none.
(func $find (param $type i32) (result i32)
  (local $at i32)
  (local.set $at (i32.const 20))
  (loop $next
    (if (i32.ge_u (local.get $at) (global.get $length)) (then (unreachable)))
    (if (i32.eq (i32.load8_u (i32.add (global.get $packet) (local.get $at))) (local.get $type))
      (then (return (i32.add (global.get $packet) (local.get $at)))))
    (local.set $at (i32.add (local.get $at) (i32.load8_u (i32.add (global.get $packet) (i32.add (local.get $at) (i32.const 1))))))
    (br $next))
  (unreachable))

;; Changes the first octet of the value of an attribute.
(func $change (param $at i32)
  (i32.store8 (i32.add (local.get $at) (i32.const 2)) (i32.xor (i32.load8_u (i32.add (local.get $at) (i32.const 2))) (i32.const 1))))
(func $append (param $from i32)
  (local $size i32)
  (local.set $size (i32.load8_u (i32.add (local.get $from) (i32.const 1))))
  (memory.copy (i32.add (global.get $packet) (global.get $length)) (local.get $from) (local.get $size))
  (call $resize (i32.add (global.get $length) (local.get $size))))
(func $remove (param $at i32)
  (local $size i32) (local $end i32)
  (local.set $size (i32.load8_u (i32.add (local.get $at) (i32.const 1))))
  (local.set $end (i32.add (local.get $at) (local.get $size)))
  (memory.copy (local.get $at) (local.get $end) (i32.sub (i32.add (global.get $packet) (global.get $length)) (local.get $end)))
  (call $resize (i32.sub (global.get $length) (local.get $size))))

;; Leaves the Proxy-States only.
(func $strip
  (local $at i32)
  (local.set $at (i32.add (global.get $packet) (i32.const 20)))
  (loop $next
    (if (i32.lt_u (local.get $at) (i32.add (global.get $packet) (global.get $length))) (then
      (if (i32.eq (i32.load8_u (local.get $at)) (i32.const 33))
        (then (local.set $at (i32.add (local.get $at) (i32.load8_u (i32.add (local.get $at) (i32.const 1))))))
        (else (call $remove (local.get $at))))
      (br $next)))))

;; Whether the User-Name begins with this letter.
(func $is (param $letter i32) (result i32)
  (i32.eq (i32.load8_u (i32.add (call $find (i32.const 1)) (i32.const 2))) (local.get $letter)))

;; Calls itself for ever.
(func $deep (param $depth i32) (result i32)
  (i32.add (call $deep (i32.add (local.get $depth) (i32.const 1))) (local.get $depth)))

;; Names the pool.
(func $route
  (drop (call $foreign (i32.const 256) (i32.const 16) (i32.const 288) (i32.const 4) (i32.const 24) (i32.const 28))))
;; Answers with the packet, or with a code and nothing else.
(func $reply
  (drop (call $foreign (i32.const 320) (i32.const 16) (global.get $packet) (global.get $length) (i32.const 24) (i32.const 28))))
(func $answer (param $code i32)
  (call $code (local.get $code)) (call $resize (i32.const 20)) (call $reply))
"#;
