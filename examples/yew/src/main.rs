//! A page that starts an execution from a button, shows how it goes, and what became of a start that failed.

mod execution;
mod form;

use execution::{Progress, run};
use form::{Fields, Form};
use yew::prelude::*;

#[component]
fn App() -> Html {
    let progress = use_state(|| Progress::Idle);
    let onstart = {
        let progress = progress.clone();
        Callback::from(move |fields: Fields| {
            let progress = progress.clone();
            // Now, so that the button is off before a second click can start a second execution.
            progress.set(Progress::Starting);
            yew::platform::spawn_local(run(fields, Callback::from(move |seen| progress.set(seen))));
        })
    };
    html! {
        <main>
            <h1>{ "Wexa executions from Yew" }</h1>
            <Form busy={progress.is_going()} {onstart} />
            { shown(&progress) }
        </main>
    }
}

fn shown(progress: &Progress) -> Html {
    match progress {
        Progress::Idle => Html::default(),
        Progress::Starting => html! { <p role="status">{ "starting" }</p> },
        Progress::Seen { execution_id, status, .. } => html! {
            <p role="status">{ "execution " }<code>{ execution_id }</code>{ ": " }<strong>{ status }</strong></p>
        },
        Progress::Failed { code, outcome, message, advice } => html! {
            <div role="alert">
                <p>{ message }</p>
                <p>{ "code " }<code>{ *code }</code>{ ", outcome " }<code>{ *outcome }</code>{ ": " }{ *advice }</p>
            </div>
        },
    }
}

fn main() {
    yew::Renderer::<App>::new().render();
}
