using IncidentBot.Export;
using Microsoft.Extensions.Options;

namespace IncidentBot.Tests.Export;

/// <summary>What the bot prints with, on this machine or as a test makes it.</summary>
internal static class PrintingBrowser
{
    /// <summary>The real one; a machine that is busy with tests prints slowly.</summary>
    public static PdfPrinter OfThisMachine() => Of("", TimeProvider.System, longestPrint: 120);

    public static PdfPrinter Of(string path, TimeProvider time, int longestPrint = 20)
    {
        var options = Options.Create(new ExportOptions { ChromiumPath = path, LongestPrint = longestPrint });
        return new PdfPrinter(new Chromium(options), options, time);
    }

    /// <summary>Puts a program of a few lines in the browser's place.</summary>
    public static void Script(string path, string text)
    {
        File.WriteAllText(path, $"#!/bin/sh\n{text}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
