//! Calls of a language model.

use crate::operation::operations;
use crate::schema::object;

operations! {
    /// Calls of a language model.
    LlmCalls "llm" {
        /// Asks a language model for an answer.
        ///
        /// It may cost credits: it is never sent a second time unless the server has certainly refused it.
        ///
        /// Source: the vendor's Python SDK. The reply is not documented; a public caller looks for the answer's text in
        /// `choices[0].message.content`, `response` and `content`.
        call(body: LlmRequest) -> serde_json::Value = POST "/llm/execute/calls", NonIdempotent;
    }
}

object! {
    /// What `llm.call` sends. The vendor's Python SDK requires none of it.
    ///
    /// Source: the vendor's Python SDK.
    pub struct LlmRequest {
        /// The model with its provider: `"bedrock/amazon.nova-pro-v1"`, `"openai/gpt-4o"`,
        /// `"anthropic/claude-3-5-sonnet"`, `"cohere/command-r-plus"` or another.
        optional model: String,
        /// The conversation so far. What the server makes of a request without it is not documented.
        optional messages: Vec<LlmMessage>,
        /// The sampling temperature.
        optional temperature: f64,
        /// The most tokens that the answer may have.
        optional maxTokens: f64,
        /// Whether the answer comes in pieces. This client reads an answer that comes whole: leave it out.
        optional stream: bool,
    }

    /// One message of a conversation with a language model.
    ///
    /// Source: the vendor's Python SDK.
    pub struct LlmMessage {
        /// Who says it: `"system"`, `"user"` or `"assistant"`.
        required role: String,
        /// What is said.
        required content: String,
    }
}
