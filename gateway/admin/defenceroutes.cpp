#include "gateway/admin/apihandlers.h"

namespace gateway::admin {
namespace {

using namespace handlers;
using D = DefenceAdministration;

template<auto function>
Answer read(ApiCall &call)
{
    return respond((call.gateway.defence().*function)(), call.language);
}

template<auto function>
Answer withSettings(ApiCall &call)
{
    const Result<DefenceSettings> settings = value<DefenceSettings>(call);
    return settings ? respond((call.gateway.defence().*function)(*settings), call.language) : tl::make_unexpected(settings.error());
}

/// The rules' names in the language of the caller.
Answer state(ApiCall &call)
{
    Result<DefenceState> state = call.gateway.defence().state();
    if (state) {
        for (DefenceCount &count : state->counts)
            count.name = reasonText({count.rule.toUtf8(), Stage::Connection, 0, {}}, call.language);
    }
    return respond(state, call.language);
}

Answer explain(ApiCall &call)
{
    return respond(call.gateway.defence().explain(call.query.value("client"_L1).toString(), call.query.value("helo"_L1).toString()), call.language);
}

} // namespace

QList<ApiRoute> defenceRoutes()
{
    return {
        route("GET", "defence", read<&D::settings>),
        route("PUT", "defence", withSettings<&D::apply>, {}, Body::Json, maxDocument),
        route("POST", "defence/conflicts", withSettings<&D::conflicts>, {}, Body::Json, maxDocument),
        route("GET", "defence/state", state),
        route("GET", "defence/presets", read<&D::presets>),
        route("POST", "defence/check-lists", read<&D::checkLists>),
        route("GET", "defence/explain", explain, {"client", "helo"}),
    };
}

} // namespace gateway::admin
