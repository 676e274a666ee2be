//! What is started, as the visitor types it.

use web_sys::HtmlInputElement;
use yew::prelude::*;

/// What the visitor typed.
#[derive(Clone, Default, PartialEq)]
pub struct Fields {
    /// Of your proxy, which adds the key; in development, of the emulator.
    pub base_url: String,
    /// For the emulator alone: a key does not belong in a page.
    pub api_key: String,
    pub project_id: String,
    pub executed_by: String,
    pub agentflow_id: String,
    pub goal: String,
}

/// A field's name and label, and where it is kept.
type Row = (&'static str, &'static str, fn(&mut Fields) -> &mut String);

const ROWS: [Row; 6] = [
    ("base_url", "Address of the proxy or of the emulator", |fields| &mut fields.base_url),
    ("api_key", "Key of the emulator; empty behind a proxy", |fields| &mut fields.api_key),
    ("project_id", "Project", |fields| &mut fields.project_id),
    ("executed_by", "User", |fields| &mut fields.executed_by),
    ("agentflow_id", "Agentflow", |fields| &mut fields.agentflow_id),
    ("goal", "Goal", |fields| &mut fields.goal),
];

#[derive(PartialEq, Properties)]
pub struct Props {
    /// Whether an execution is going, and no other may be started.
    pub busy: bool,
    pub onstart: Callback<Fields>,
}

#[component]
pub fn Form(Props { busy, onstart }: &Props) -> Html {
    let fields = use_mut_ref(Fields::default);
    let rows = ROWS.map(|(name, label, field)| {
        let fields = fields.clone();
        let oninput = move |event: InputEvent| {
            let input: HtmlInputElement = event.target_unchecked_into();
            *field(&mut fields.borrow_mut()) = input.value();
        };
        html! { <label>{ label }<input {name} {oninput} /></label> }
    });
    let onsubmit = {
        let (fields, onstart, busy) = (fields.clone(), onstart.clone(), *busy);
        move |event: SubmitEvent| {
            event.prevent_default();
            if !busy {
                onstart.emit(fields.borrow().clone());
            }
        }
    };
    html! {
        <form {onsubmit}>
            { for rows }
            <button disabled={*busy}>{ "Start" }</button>
        </form>
    }
}
