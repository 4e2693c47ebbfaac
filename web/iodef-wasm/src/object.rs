//! Objects of JavaScript, read member by member.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

/// Items that are read of one array.
const MAX_ITEMS: u32 = 100_000;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Reflect, catch)]
    fn get(target: &JsValue, name: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = Object, js_name = entries, catch)]
    fn entries_of(target: &JsValue) -> Result<JsValue, JsValue>;
}

/// A member; undefined where there is none, or no object.
pub fn member(object: &JsValue, name: &str) -> JsValue {
    get(object, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

/// A member that is a text.
pub fn text(object: &JsValue, name: &str) -> Option<String> {
    member(object, name).as_string()
}

/// A member that is a number.
pub fn number(object: &JsValue, name: &str) -> Option<f64> {
    member(object, name).as_f64()
}

/// The items of an array; nothing where there are more than are read.
pub fn items(array: JsValue) -> Option<impl Iterator<Item = JsValue>> {
    let length = number(&array, "length").unwrap_or_default();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "what is no length becomes 0, or more than is read"
    )]
    let length = length as u32;
    (length <= MAX_ITEMS).then(|| (0..length).map(move |index| item(&array, index)))
}

/// The members of an object with their names; nothing where there are more than are read.
pub fn entries(object: &JsValue) -> Option<impl Iterator<Item = (String, JsValue)>> {
    let pairs = items(entries_of(object).unwrap_or(JsValue::UNDEFINED))?;
    Some(pairs.filter_map(|pair| Some((item(&pair, 0).as_string()?, item(&pair, 1)))))
}

fn item(array: &JsValue, index: u32) -> JsValue {
    get(array, &JsValue::from(index)).unwrap_or(JsValue::UNDEFINED)
}
