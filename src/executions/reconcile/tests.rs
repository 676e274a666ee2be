use super::*;
use serde_json::{Value, json};
use std::cell::{Cell, RefCell};
use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// A value of serde's that lives as long as the tests.
type Json = &'static Value;

fn leak(value: Value) -> Json {
    Box::leak(Box::new(value))
}

struct Other {
    body: Json,
    settles_at: f64,
    now: &'static Cell<f64>,
}

impl SentCreate<Json> for Other {
    fn body(&self) -> Json {
        self.body
    }
    fn is_settled(&self) -> bool {
        self.now.get() >= self.settles_at
    }
}

/// A server with a clock that only sleeping moves.
struct World {
    now: &'static Cell<f64>,
    ends_at: f64,
    /// What each search lists; `None` fails.
    lists: RefCell<Vec<Option<Value>>>,
    whole: Vec<Value>,
    gets: Cell<usize>,
    searches: Cell<usize>,
    others: Vec<(Value, f64)>,
    claimed: RefCell<Vec<String>>,
    forgets: bool,
}

impl Lookup for World {
    type Value = Json;
    type Create = Other;
    async fn list(&self) -> Option<Listing<Json>> {
        let page = self.lists.borrow_mut().remove(0)?;
        Some(Listing { page: leak(page), response: leak(Value::Null), server_date: None })
    }
    async fn get(&self, id: &str) -> Option<Item<Json>> {
        self.gets.set(self.gets.get() + 1);
        let found = self.whole.iter().find(|item| item["execution_id"] == id)?;
        Some(Item { data: leak(found.clone()), response: leak(Value::Null) })
    }
    async fn sleep(&self, ms: f64) -> bool {
        let until = self.now.get() + ms.max(0.0);
        self.now.set(until.min(self.ends_at));
        until < self.ends_at
    }
    fn now(&self) -> f64 {
        self.now.get()
    }
    fn parse_date(&self, _: &str) -> f64 {
        f64::NAN
    }
    fn searched(&self) {
        self.searches.set(self.searches.get() + 1);
    }
    fn others(&self) -> Vec<Other> {
        let other = |(body, settles_at): &(Value, f64)| Other {
            body: leak(body.clone()),
            settles_at: *settles_at,
            now: self.now,
        };
        self.others.iter().map(other).collect()
    }
    fn is_claimed(&self, id: &str) -> bool {
        self.claimed.borrow().iter().any(|claimed| claimed == id)
    }
    fn claim(&self, id: &str) {
        self.claimed.borrow_mut().push(id.into());
    }
    fn remembers_all_claims(&self) -> bool {
        !self.forgets
    }
}

const SENT_AT: f64 = 1e12;

fn world(lists: Vec<Option<Value>>) -> World {
    World {
        now: Box::leak(Box::new(Cell::new(SENT_AT))),
        ends_at: f64::INFINITY,
        lists: RefCell::new(lists),
        whole: Vec::new(),
        gets: Cell::new(0),
        searches: Cell::new(0),
        others: Vec::new(),
        claimed: RefCell::new(Vec::new()),
        forgets: false,
    }
}

fn body() -> Value {
    json!({ "agentflow_id": "a", "goal": "g", "executed_by": "u", "input_variables": {}, "projectID": "p" })
}

fn execution(id: &str) -> Value {
    let mut execution = body();
    execution["execution_id"] = json!(id);
    execution["status"] = json!("ready");
    execution["created_at"] = json!(SENT_AT / 1000.0);
    execution
}

fn part(id: &str) -> Value {
    json!({ "execution_id": id, "goal": "g" })
}

fn run(world: &World, searches_made: usize) -> SearchReport<Json> {
    let lost = LostCreate { body: leak(body()), sent_at: SENT_AT, lost_at: SENT_AT, searches_made };
    let mut future = pin!(reconcile(world, &lost));
    match future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(report) => report,
        Poll::Pending => panic!("nothing here is pending"),
    }
}

fn found(report: &SearchReport<Json>) -> Option<&str> {
    report.found.as_ref().and_then(|item| item.data["execution_id"].as_str())
}

#[test]
fn the_only_execution_that_matches_is_found_and_claimed() {
    let world = world(vec![Some(json!([execution("e")]))]);
    let report = run(&world, 0);
    assert_eq!((found(&report), world.searches.get(), world.now.get()), (Some("e"), 1, SENT_AT + 500.0));
    assert!(world.is_claimed("e"));
}

#[test]
fn an_execution_that_shows_up_late_is_found() {
    let world = world(vec![Some(json!([])), None, Some(json!({ "total": 1, "data": [execution("e")] }))]);
    let report = run(&world, 0);
    assert_eq!((found(&report), report.failures, world.now.get()), (Some("e"), 1, SENT_AT + 9_000.0));
}

#[test]
fn two_that_match_are_candidates_and_neither_is_claimed() {
    let world = world(vec![Some(json!([execution("e"), execution("f")]))]);
    let report = run(&world, 0);
    assert_eq!((found(&report), report.candidates.len(), world.searches.get()), (None, 2, 1));
    assert!(world.claimed.borrow().is_empty());
}

#[test]
fn what_has_its_create_already_is_no_candidate() {
    let world = world(vec![Some(json!([execution("e"), execution("f")]))]);
    world.claim("f");
    assert_eq!(found(&run(&world, 0)), Some("e"));
}

#[test]
fn nothing_is_taken_where_claims_were_forgotten() {
    let world = World { forgets: true, ..world(vec![Some(json!([execution("e")]))]) };
    let report = run(&world, 0);
    assert_eq!((found(&report), report.candidates.len()), (None, 1));
}

#[test]
fn a_part_is_completed_by_a_get_and_only_once() {
    let whole = vec![execution("e")];
    let world = World { whole, ..world(vec![Some(json!([part("e")])), Some(json!([part("e")]))]) };
    let report = run(&world, 0);
    assert_eq!((found(&report), world.gets.get()), (Some("e"), 1));
}

#[test]
fn one_search_gets_five_executions_at_most() {
    let parts: Vec<_> = (0..8).map(|number| part(&number.to_string())).collect();
    let lists = vec![Some(json!(parts)), Some(json!([])), Some(json!([]))];
    let world = world(lists);
    run(&world, 0);
    assert_eq!(world.gets.get(), 5);
}

#[test]
fn an_equal_create_on_its_way_is_waited_for() {
    let others = vec![(body(), SENT_AT + 700.0), (json!({ "goal": "other" }), f64::INFINITY)];
    let world = World { others, ..world(vec![Some(json!([execution("e")]))]) };
    let report = run(&world, 0);
    assert_eq!((found(&report), world.now.get()), (Some("e"), SENT_AT + 700.0));
}

#[test]
fn an_equal_create_that_never_settles_leaves_candidates() {
    let others = vec![(body(), f64::INFINITY)];
    let lists = (0..3).map(|_| Some(json!([execution("e")]))).collect();
    let world = World { others, ..world(lists) };
    let report = run(&world, 0);
    assert_eq!((found(&report), report.candidates.len(), world.searches.get()), (None, 1, 3));
    assert_eq!(world.now.get(), SENT_AT + 60_000.0);
}

#[test]
fn the_end_of_the_call_ends_the_search() {
    let world = World { ends_at: SENT_AT + 1_000.0, ..world(vec![Some(json!([]))]) };
    let report = run(&world, 0);
    assert_eq!((found(&report), world.searches.get()), (None, 1));
}

#[test]
fn the_searches_go_on_where_another_instance_has_left_them() {
    let world = world(vec![Some(json!([execution("e")]))]);
    assert_eq!(found(&run(&world, 2)), Some("e"));
    assert_eq!(world.now.get(), SENT_AT + 9_000.0);
}

#[test]
fn the_items_of_an_envelope_are_its_data_or_its_longest_list() {
    for (page, items) in [
        (json!([1, 2]), 2),
        (json!({ "data": [1], "more": [1, 2, 3] }), 1),
        (json!({ "tags": [1], "executions": [1, 2, 3] }), 3),
        (json!({ "total": 0 }), 0),
        (json!(null), 0),
    ] {
        assert_eq!(list_items(&&page).len(), items, "{page}");
    }
}
