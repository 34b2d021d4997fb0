using Hangfire.Dashboard;

namespace IncidentBot.Jobs;

internal sealed class DashboardAccess(Func<HttpContext, bool> admits) : IDashboardAuthorizationFilter
{
    public bool Authorize(DashboardContext context) => admits(context.GetHttpContext());
}
