// Resources: what a proposer may look at.
#include "runtime/mcp/src/message.h"
#include "runtime/mcp/src/said.h"

namespace writ::mcp {

using detail::Reply;

namespace {

constexpr std::string_view of_proposals = "proposals";

void append_resource(std::string& out, const std::string& root, const Resource& resource) {
  JsonMembers members(out);
  append_clean(members["uri"], root + resource.path);
  append_clean(members["name"], resource.name);
  if (!resource.description.empty())
    append_json(members["description"], clean_lines(resource.description));
  append_json(members["mimeType"], std::string_view("application/json"));
}

}  // namespace

Reply Server::list_resources(std::string_view params) {
  const auto given = read_list(params);
  if (!given || given->has_cursor) return Reply::error(invalid_params, "there is no such page");
  Reply reply;
  {
    JsonMembers result(reply.result);
    JsonElements all(result["resources"]);
    for (const Resource& one : machine_.resources()) append_resource(all.next(), root_, one);
    append_resource(all.next(), root_,
                    {std::string(of_proposals), std::string(of_proposals),
                     "What was proposed here, and what became of it"});
  }
  return reply;
}

Reply Server::list_templates(std::string_view params) {
  const auto given = read_list(params);
  if (!given || given->has_cursor) return Reply::error(invalid_params, "there is no such page");
  return {R"({"resourceTemplates":[]})"};
}

Reply Server::read_resource(std::string_view params) {
  const auto given = read_resource_params(params);
  if (!given) return Reply::error(invalid_params, "`uri` has to be a text");
  const std::string_view uri = given->uri;
  std::optional<std::string> json;
  if (uri.starts_with(root_)) {
    const std::string_view path = uri.substr(root_.size());
    json = path == of_proposals ? proposals_json() : machine_.read(path, now_);
  }
  if (!json) return Reply::error(no_such_resource, "there is no such resource");
  Reply reply;
  {
    JsonMembers result(reply.result);
    JsonElements contents(result["contents"]);
    JsonMembers content(contents.next());
    append_clean(content["uri"], uri);
    append_json(content["mimeType"], std::string_view("application/json"));
    append_json(content["text"], clean_json(*json));
  }
  return reply;
}

/// What the model may know of its own: not what it wrote, and not who decided.
std::string Server::proposals_json() const {
  std::string out;
  {
    JsonElements all(out);
    for (const Proposal& one : desk_.all()) {
      JsonMembers members(all.next());
      append_json(members["proposal"], std::string_view(one.id));
      append_clean(members["tool"], machine_.tools()[one.tool].name);
      append_json(members["status"], name(one.status));
      append_json(members["made"], one.made);
      if (one.status == ProposalStatus::Waiting) append_json(members["expires"], one.expires);
      if (!one.refused.empty()) append_clean(members["refused"], one.refused);
      if (one.status != ProposalStatus::Accepted) continue;
      append_json(members["step"], one.step);
      if (!one.reply.empty()) members["answer"] += one.reply;
      if (!one.events.empty()) members["events"] += one.events;
    }
  }
  return out;
}

}  // namespace writ::mcp
