//! The imports themselves. All `unsafe` of the shells is in this file.
//!
//! Each function takes and returns Rust values and maps the status; nothing here decides anything.
#![expect(unsafe_code, reason = "imports of the host are foreign functions")]

use core::ptr::null_mut;

use zeroize::Zeroizing;

use crate::{HostError, Status};

#[link(wasm_import_module = "env")]
unsafe extern "C" {
    fn proxy_log(level: u32, message: *const u8, message_size: usize) -> u32;
    fn proxy_get_current_time_nanoseconds(return_time: *mut u64) -> u32;
    fn proxy_get_buffer_bytes(
        buffer: u32,
        start: usize,
        length: usize,
        return_data: *mut *mut u8,
        return_size: *mut usize,
    ) -> u32;
    fn proxy_set_buffer_bytes(
        buffer: u32,
        start: usize,
        length: usize,
        data: *const u8,
        data_size: usize,
    ) -> u32;
    fn proxy_close_stream(stream: u32) -> u32;
    fn proxy_call_foreign_function(
        name: *const u8,
        name_size: usize,
        arguments: *const u8,
        arguments_size: usize,
        return_data: *mut *mut u8,
        return_size: *mut usize,
    ) -> u32;
    fn proxy_get_header_map_pairs(
        map: u32,
        return_data: *mut *mut u8,
        return_size: *mut usize,
    ) -> u32;
    fn proxy_set_header_map_pairs(map: u32, pairs: *const u8, pairs_size: usize) -> u32;
    fn proxy_add_header_map_value(
        map: u32,
        name: *const u8,
        name_size: usize,
        value: *const u8,
        value_size: usize,
    ) -> u32;
    fn proxy_remove_header_map_value(map: u32, name: *const u8, name_size: usize) -> u32;
    fn proxy_get_property(
        path: *const u8,
        path_size: usize,
        return_data: *mut *mut u8,
        return_size: *mut usize,
    ) -> u32;
    fn proxy_get_shared_data(
        key: *const u8,
        key_size: usize,
        return_data: *mut *mut u8,
        return_size: *mut usize,
        return_cas: *mut u32,
    ) -> u32;
    fn proxy_set_shared_data(
        key: *const u8,
        key_size: usize,
        value: *const u8,
        value_size: usize,
        cas: u32,
    ) -> u32;
    fn proxy_send_local_response(
        status_code: u32,
        details: *const u8,
        details_size: usize,
        body: *const u8,
        body_size: usize,
        headers: *const u8,
        headers_size: usize,
        grpc_status: i32,
    ) -> u32;
    fn proxy_define_metric(
        kind: u32,
        name: *const u8,
        name_size: usize,
        return_id: *mut u32,
    ) -> u32;
    fn proxy_increment_metric(id: u32, offset: i64) -> u32;
}

#[link(wasm_import_module = "wasi_snapshot_preview1")]
unsafe extern "C" {
    fn random_get(buffer: *mut u8, size: usize) -> u32;
    fn environ_sizes_get(return_count: *mut usize, return_size: *mut usize) -> u32;
    fn environ_get(pointers: *mut *mut u8, block: *mut u8) -> u32;
}

pub(crate) fn log(level: u32, message: &[u8]) -> Result<(), HostError> {
    // SAFETY: the host reads `message` during the call only.
    check("proxy_log", unsafe { proxy_log(level, message.as_ptr(), message.len()) })
}

pub(crate) fn current_time_nanoseconds() -> Result<u64, HostError> {
    let mut nanoseconds = 0;
    // SAFETY: the host writes one u64 during the call.
    let status = unsafe { proxy_get_current_time_nanoseconds(&raw mut nanoseconds) };
    check("proxy_get_current_time_nanoseconds", status)?;
    Ok(nanoseconds)
}

pub(crate) fn buffer(buffer: u32, max_octets: usize) -> Result<Vec<u8>, HostError> {
    returned("proxy_get_buffer_bytes", |data, size| {
        // SAFETY: `returned` passes two valid places to write to.
        unsafe { proxy_get_buffer_bytes(buffer, 0, max_octets, data, size) }
    })
}

/// Puts `data` in the place of the first `length` octets, or of all if there are fewer.
pub(crate) fn set_buffer(buffer: u32, length: usize, data: &[u8]) -> Result<(), HostError> {
    // SAFETY: the host reads `data` during the call only.
    let status = unsafe { proxy_set_buffer_bytes(buffer, 0, length, data.as_ptr(), data.len()) };
    check("proxy_set_buffer_bytes", status)
}

pub(crate) fn close_stream(stream: u32) -> Result<(), HostError> {
    // SAFETY: the call passes an integer only.
    check("proxy_close_stream", unsafe { proxy_close_stream(stream) })
}

pub(crate) fn call_foreign_function(name: &[u8], arguments: &[u8]) -> Result<Vec<u8>, HostError> {
    returned("proxy_call_foreign_function", |data, size| {
        // SAFETY: the host reads `name` and `arguments` during the call only; `returned` passes
        // valid places.
        unsafe {
            proxy_call_foreign_function(
                name.as_ptr(),
                name.len(),
                arguments.as_ptr(),
                arguments.len(),
                data,
                size,
            )
        }
    })
}

pub(crate) fn header_pairs(map: u32) -> Result<Vec<u8>, HostError> {
    returned("proxy_get_header_map_pairs", |data, size| {
        // SAFETY: `returned` passes two valid places to write to.
        unsafe { proxy_get_header_map_pairs(map, data, size) }
    })
}

pub(crate) fn set_header_pairs(map: u32, pairs: &[u8]) -> Result<(), HostError> {
    // SAFETY: pointer and length describe a slice that outlives the call.
    let status = unsafe { proxy_set_header_map_pairs(map, pairs.as_ptr(), pairs.len()) };
    check("proxy_set_header_map_pairs", status)
}

pub(crate) fn add_header(map: u32, name: &[u8], value: &[u8]) -> Result<(), HostError> {
    // SAFETY: the host reads `name` and `value` during the call only.
    let status = unsafe {
        proxy_add_header_map_value(map, name.as_ptr(), name.len(), value.as_ptr(), value.len())
    };
    check("proxy_add_header_map_value", status)
}

pub(crate) fn remove_header(map: u32, name: &[u8]) -> Result<(), HostError> {
    // SAFETY: the host reads `name` during the call only.
    let status = unsafe { proxy_remove_header_map_value(map, name.as_ptr(), name.len()) };
    check("proxy_remove_header_map_value", status)
}

pub(crate) fn property(path: &[u8]) -> Result<Vec<u8>, HostError> {
    returned("proxy_get_property", |data, size| {
        // SAFETY: the host reads `path` during the call only; `returned` passes valid places.
        unsafe { proxy_get_property(path.as_ptr(), path.len(), data, size) }
    })
}

pub(crate) fn shared_data(key: &[u8]) -> Result<(Vec<u8>, u32), HostError> {
    let mut cas = 0;
    let value = returned("proxy_get_shared_data", |data, size| {
        // SAFETY: the host reads `key` and writes one u32 during the call; `returned` passes valid
        // places for the rest.
        unsafe { proxy_get_shared_data(key.as_ptr(), key.len(), data, size, &raw mut cas) }
    })?;
    Ok((value, cas))
}

pub(crate) fn set_shared_data(key: &[u8], value: &[u8], cas: u32) -> Result<(), HostError> {
    // SAFETY: the host reads `key` and `value` during the call only.
    let status =
        unsafe { proxy_set_shared_data(key.as_ptr(), key.len(), value.as_ptr(), value.len(), cas) };
    check("proxy_set_shared_data", status)
}

pub(crate) fn send_local_response(
    status_code: u32,
    details: &[u8],
    body: &[u8],
    headers: &[u8],
) -> Result<(), HostError> {
    // The ABI's value for "no gRPC status".
    const NO_GRPC_STATUS: i32 = -1;
    // SAFETY: the host reads the four slices during the call only.
    let status = unsafe {
        proxy_send_local_response(
            status_code,
            details.as_ptr(),
            details.len(),
            body.as_ptr(),
            body.len(),
            headers.as_ptr(),
            headers.len(),
            NO_GRPC_STATUS,
        )
    };
    check("proxy_send_local_response", status)
}

pub(crate) fn define_metric(kind: u32, name: &[u8]) -> Result<u32, HostError> {
    let mut id = 0;
    // SAFETY: the host reads `name` and writes one u32 during the call.
    let status = unsafe { proxy_define_metric(kind, name.as_ptr(), name.len(), &raw mut id) };
    check("proxy_define_metric", status)?;
    Ok(id)
}

pub(crate) fn increment_metric(id: u32, offset: i64) -> Result<(), HostError> {
    // SAFETY: the call passes integers only.
    check("proxy_increment_metric", unsafe { proxy_increment_metric(id, offset) })
}

/// Fills `octets`; hosts admit at most 65,536 at once.
pub(crate) fn random(octets: &mut [u8]) -> Result<(), HostError> {
    // SAFETY: the host writes at most `len` octets into `octets` during the call.
    check("random_get", unsafe { random_get(octets.as_mut_ptr(), octets.len()) })
}

/// The environment block: `NAME=value` entries, each ended by 0x00.
pub(crate) fn environment_block(max_octets: usize) -> Result<Zeroizing<Vec<u8>>, HostError> {
    const CALL: &str = "environ_get";
    let (mut count, mut size) = (0, 0);
    // SAFETY: the host writes two sizes during the call.
    let status = unsafe { environ_sizes_get(&raw mut count, &raw mut size) };
    check("environ_sizes_get", status)?;
    // An entry takes at least its terminator, so `count` is bounded with `size`.
    if size > max_octets || count > size {
        return Err(HostError { call: CALL, status: Status::BadArgument });
    }
    let mut pointers = vec![null_mut(); count];
    let mut block = Zeroizing::new(vec![0; size]);
    // SAFETY: the two buffers have the sizes that the host has just announced for them, and the
    // environment of a VM does not change while it runs.
    check(CALL, unsafe { environ_get(pointers.as_mut_ptr(), block.as_mut_ptr()) })?;
    Ok(block)
}

fn check(call: &'static str, status: u32) -> Result<(), HostError> {
    Status::from_abi(status).map_or(Ok(()), |status| Err(HostError { call, status }))
}

/// Runs a call that returns octets through two out-parameters.
fn returned(
    call: &'static str,
    run: impl FnOnce(*mut *mut u8, *mut usize) -> u32,
) -> Result<Vec<u8>, HostError> {
    let mut data = null_mut();
    let mut size = 0;
    check(call, run(&raw mut data, &raw mut size))?;
    if data.is_null() || size == 0 {
        return Ok(Vec::new());
    }
    // SAFETY: on success the host has allocated `size` octets through the module's exported
    // allocator, which leaks a boxed slice of exactly that size, and hands over its ownership.
    Ok(unsafe { Vec::from_raw_parts(data, size, size) })
}
